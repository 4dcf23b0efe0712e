using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Simulation;

/// <summary>The product's signer, with an independent memory of everything it ever signed, over all lives of the node.</summary>
internal sealed class WatchedSigner(ISigner signer, Dictionary<(ulong, uint, SigningStep), Hash256> signed) : ISigner
{
    public PublicKey Key => signer.Key;

    public Signature? TrySign(ulong height, uint round, SigningStep step, Hash256 digest)
    {
        Signature? signature = signer.TrySign(height, round, step, digest);
        if (signature is not null && !signed.TryAdd((height, round, step), digest) && signed[(height, round, step)] != digest)
            throw new SimulationFailure("no conflicting signatures", $"a signer signed two things at {height}/{round} {step}");
        return signature;
    }

    public void RequireNotBefore(ulong height, uint round, SigningStep step) => signer.RequireNotBefore(height, round, step);

    public void Dispose() => signer.Dispose();
}
