using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Simulation;

/// <summary>The key of a validator that lies: it signs everything.</summary>
internal sealed class LiarSigner(Crypto crypto, int key) : ISigner
{
    public PublicKey Key => Crypto.PublicKey(key);

    public Signature? TrySign(ulong height, uint round, SigningStep step, Hash256 digest) => crypto.Sign(key, digest);

    public void RequireNotBefore(ulong height, uint round, SigningStep step)
    {
    }

    public void Dispose()
    {
    }
}
