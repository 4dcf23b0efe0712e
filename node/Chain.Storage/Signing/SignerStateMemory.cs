using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Storage.Signing;

/// <summary>The signer state of the simulator. A record is durable when the call returns, as in the file; so a crash loses nothing.</summary>
public sealed class SignerStateMemory : ISignerState
{
    /// <inheritdoc/>
    public SignedStep Last { get; private set; }

    /// <inheritdoc/>
    public SignedStep Previous { get; private set; }

    /// <inheritdoc/>
    public SigningVerdict Check(ulong height, uint round, byte step, Hash256 digest) => Last.Check(height, round, step, digest);

    /// <inheritdoc/>
    public SigningVerdict Record(ulong height, uint round, byte step, Hash256 digest, Signature signature)
    {
        SigningVerdict verdict = Check(height, round, step, digest);
        if (verdict != SigningVerdict.Allowed)
            return verdict;
        Previous = Last;
        Last = new SignedStep(height, round, step, digest, signature);
        return verdict;
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }
}
