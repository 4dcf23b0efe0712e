using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Storage.Signing;

namespace Chain.Node.Tests.Support;

/// <summary>A signer's memory that outlives its node, and lets power fail right after it has remembered.</summary>
internal sealed class CuttingSignerState(ISignerState inner, TestNode node) : ISignerState
{
    public SignedStep Last => inner.Last;

    public SignedStep Previous => inner.Previous;

    public SigningVerdict Check(ulong height, uint round, byte step, Hash256 digest) => inner.Check(height, round, step, digest);

    public SigningVerdict Record(ulong height, uint round, byte step, Hash256 digest, Signature signature)
    {
        SigningVerdict verdict = inner.Record(height, round, step, digest, signature);
        if (node.SignaturesUntilCut is not { } left)
            return verdict;
        node.SignaturesUntilCut = left - 1;
        return left > 0 ? verdict : throw new PowerCutException();
    }

    public void Dispose()
    {
    }
}
