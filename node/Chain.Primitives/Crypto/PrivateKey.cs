using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Chain.Primitives.Crypto;

/// <summary>A secp256k1 private key: a number d with 1 ≤ d &lt; n. It is zeroed on dispose and never printed.</summary>
/// <remarks>The bytes lie in a pinned array, so the collector makes no copies of them that nobody would zero. One owner disposes; not while another thread signs.</remarks>
[DebuggerDisplay("private key (not shown)")]
public sealed class PrivateKey : IDisposable
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _secret = GC.AllocateUninitializedArray<byte>(Length, pinned: true);

    private bool _disposed;

    private PrivateKey(ReadOnlySpan<byte> secret) => secret.CopyTo(_secret);

    /// <summary>Accepts 32 bytes, big-endian, that are neither zero nor ≥ n. The caller zeroes its own copy.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PrivateKey? key)
    {
        key = null;
        if (bytes.Length != Length || !Secp256k1.IsValidSecret(bytes))
            return false;
        key = new PrivateKey(bytes);
        return true;
    }

    /// <summary>The public key, computed anew on each call (about 20 µs).</summary>
    public PublicKey GetPublicKey() => Secp256k1.PublicKeyOf(Secret);

    /// <summary>Signs a digest with the nonce of RFC 6979: the same key and digest give the same, low-S signature.</summary>
    public Signature Sign(Hash256 digest) => Secp256k1.Sign(Secret, digest);

    /// <summary>Copies the 32 secret bytes into memory that the caller zeroes. For key files and derivation only.</summary>
    public void CopyTo(Span<byte> destination) => Secret.CopyTo(destination);

    /// <summary>Zeroes the key. Later use throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_secret);
    }

    /// <summary>A constant: a key is never printed.</summary>
    public override string ToString() => "private key (not shown)";

    private ReadOnlySpan<byte> Secret
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _secret;
        }
    }
}
