using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Chain.Primitives.Crypto;

/// <summary>SHA-256 of bytes that come in pieces: append, append, finish once.</summary>
/// <remarks>Not to be copied between appends: on the portable path copies share their state.</remarks>
public unsafe ref struct IncrementalSha256
{
    private readonly IncrementalHash? _portable;
    private Sha256State _state;
    private bool _finished;

    /// <summary>Starts with nothing appended.</summary>
    public IncrementalSha256()
        : this(Hashing.IsNative)
    {
    }

    internal IncrementalSha256(bool native)
    {
        _finished = false;
        if (!native)
        {
            _portable = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            return;
        }
        fixed (Sha256State* state = &_state)
            LibCrypto.Init(state);
    }

    /// <summary>Starts with a domain tag's prefix, for the tagged hash of a message in pieces.</summary>
    public IncrementalSha256(DomainTag tag)
        : this() => Append(tag.Prefix);

    /// <summary>Appends the bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Invariant.Holds(!_finished, "a finished digest takes no more bytes");
        if (_portable is not null)
        {
            _portable.AppendData(bytes);
            return;
        }
        fixed (Sha256State* state = &_state)
            LibCrypto.Append(state, bytes);
    }

    /// <summary>The digest of everything appended. The value cannot be used afterwards.</summary>
    [SkipLocalsInit]
    public Hash256 Finish()
    {
        Invariant.Holds(!_finished, "a digest is finished once");
        _finished = true;
        Hash256 digest;
        if (_portable is not null)
        {
            Span<byte> bytes = stackalloc byte[Hash256.Length];
            _portable.GetHashAndReset(bytes);
            _portable.Dispose();
            return new Hash256(bytes);
        }
        fixed (Sha256State* state = &_state)
            LibCrypto.Finish(state, &digest);
        return digest;
    }
}
