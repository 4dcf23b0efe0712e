using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Node.Seams;

/// <summary>The seam to the consensus key. A signature is returned only after the signer's memory of it is durable, and never twice for different things at one place.</summary>
public interface ISigner : IDisposable
{
    /// <summary>The key that signs.</summary>
    PublicKey Key { get; }

    /// <summary>Signs the digest for a place in the chain; null when that would go back or contradict an earlier signature.</summary>
    Signature? TrySign(ulong height, uint round, SigningStep step, Hash256 digest);

    /// <summary>Refuses when its memory ends before a place for which a signature of the key is known: then it is an old copy.</summary>
    /// <exception cref="Storage.StorageFailure">It is an old copy.</exception>
    void RequireNotBefore(ulong height, uint round, SigningStep step);
}
