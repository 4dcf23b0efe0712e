using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Simulation;

/// <summary>A signer as the product's: it remembers the last thing it signed, repeats that, and refuses to go back or to contradict it.</summary>
internal sealed class SimSigner
{
    private (ulong Height, uint Round, int Step) _last;
    private Hash256 _digest;
    private Signature _signature;

    public SimSigner Copy() => (SimSigner)MemberwiseClone();

    public Signature? Sign(Crypto crypto, int key, ulong height, uint round, int step, Hash256 digest)
    {
        int order = (height, round, step).CompareTo(_last);
        if (order < 0)
            return null;
        if (order == 0)
            return digest == _digest ? _signature : null;
        _last = (height, round, step);
        _digest = digest;
        _signature = crypto.Sign(key, digest);
        return _signature;
    }
}
