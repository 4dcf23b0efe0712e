using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Storage.Signing;

/// <summary>The memory of a signer: what it signed last, durable before a signature leaves. Real: <see cref="SignerStateFile"/>; simulated: <see cref="SignerStateMemory"/>.</summary>
public interface ISignerState : IDisposable
{
    /// <summary>What was signed last.</summary>
    SignedStep Last { get; }

    /// <summary>What was signed before that, as far as it is known. The log of a node that was not tampered with ends with a message of its own that is one of the two.</summary>
    SignedStep Previous { get; }

    /// <summary>Whether this may be signed, without signing it.</summary>
    SigningVerdict Check(ulong height, uint round, byte step, Hash256 digest);

    /// <summary>Remembers a signature durably. Only then may it be sent.</summary>
    /// <exception cref="StorageFailure">It may not be durable: the node stops, and the signature is not sent.</exception>
    SigningVerdict Record(ulong height, uint round, byte step, Hash256 digest, Signature signature);
}
