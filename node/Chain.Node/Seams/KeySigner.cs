using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Storage;
using Chain.Storage.Signing;

namespace Chain.Node.Seams;

/// <summary>Signs with a key in memory; what it signed last is durable before a signature is returned.</summary>
public sealed class KeySigner(PrivateKey key, ISignerState state) : ISigner
{
    /// <inheritdoc/>
    public PublicKey Key { get; } = key.GetPublicKey();

    /// <inheritdoc/>
    public Signature? TrySign(ulong height, uint round, SigningStep step, Hash256 digest)
    {
        switch (state.Check(height, round, (byte)step, digest))
        {
            case SigningVerdict.SameAsLast:
                return state.Last.Signature;
            case SigningVerdict.Allowed:
                Signature signature = key.Sign(digest);
                return state.Record(height, round, (byte)step, digest, signature) == SigningVerdict.Allowed ? signature : null;
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    public void RequireNotBefore(ulong height, uint round, SigningStep step)
    {
        if (state.Last.ComparePlace(height, round, (byte)step) >= 0)
            return;
        throw new StorageFailure(
            StorageFault.Inconsistent,
            "signer state",
            $"it ends at height {state.Last.Height}, round {state.Last.Round}, step {state.Last.Step}, but the chain or the log shows a signature of this key for height {height}, round {round}, {step}: it is an old copy",
            "Do not sign with this key until you know what it signed last: restore the file from the machine that used the key last, or retire the key and register a new one")
        { Height = state.Last.Height };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        key.Dispose();
        state.Dispose();
    }
}
