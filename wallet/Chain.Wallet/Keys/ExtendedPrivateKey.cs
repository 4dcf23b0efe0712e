using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Chain.Primitives.Crypto;

namespace Chain.Wallet.Keys;

/// <summary>A private key of BIP-32 with its chain code, which derives a tree of keys. Zeroed on dispose; printed only by <see cref="Reveal"/>.</summary>
[DebuggerDisplay("extended private key (not shown)")]
public sealed class ExtendedPrivateKey : IDisposable
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _chainCode = GC.AllocateUninitializedArray<byte>(32, pinned: true);

    private readonly ExtendedKeyHeader _header;

    private ExtendedPrivateKey(ExtendedKeyHeader header, ReadOnlySpan<byte> chainCode, PrivateKey key)
    {
        _header = header;
        chainCode.CopyTo(_chainCode);
        Key = key;
    }

    /// <summary>The private key, disposed with this.</summary>
    public PrivateKey Key { get; }

    /// <summary>The master key of a seed of 16 to 64 bytes. False, with a chance of 2⁻¹²⁷, for a seed that has none.</summary>
    public static bool TryFromSeed(ReadOnlySpan<byte> seed, [NotNullWhen(true)] out ExtendedPrivateKey? master)
    {
        if (seed.Length is < 16 or > 64)
            throw new ArgumentException("A seed has 16 to 64 bytes.", nameof(seed));
        Span<byte> digest = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HMACSHA512.HashData("Bitcoin seed"u8, seed, digest);
        master = PrivateKey.TryCreate(digest[..32], out PrivateKey? key) ? new(default, digest[32..], key) : null;
        CryptographicOperations.ZeroMemory(digest);
        return master is not null;
    }

    /// <summary>A child, hardened when the index has its top bit set. False below depth 255 only with a chance of 2⁻¹²⁷.</summary>
    public bool TryDerive(uint index, [NotNullWhen(true)] out ExtendedPrivateKey? child)
    {
        child = null;
        if (_header.Depth == byte.MaxValue)
            return false;
        PublicKey publicKey = Key.GetPublicKey();
        Span<byte> message = stackalloc byte[PublicKey.Length + 4];
        if (index >= DerivationPath.Hardened)
        {
            message[0] = 0;
            Key.CopyTo(message[1..]);
        }
        else
        {
            publicKey.Span.CopyTo(message);
        }
        BinaryPrimitives.WriteUInt32BigEndian(message[PublicKey.Length..], index);
        Span<byte> digest = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HMACSHA512.HashData(_chainCode, message, digest);
        if (Secp256k1.TryTweakAdd(Key, digest[..32], out PrivateKey? key))
            child = new(new((byte)(_header.Depth + 1), ExtendedPublicKey.FingerprintOf(publicKey), index), digest[32..], key!);
        CryptographicOperations.ZeroMemory(message);
        CryptographicOperations.ZeroMemory(digest);
        return child is not null;
    }

    /// <summary>The private key at the end of a path that begins here; keys on the way are disposed.</summary>
    public bool TryDerive(DerivationPath path, [NotNullWhen(true)] out ExtendedPrivateKey? descendant)
    {
        descendant = new(_header, _chainCode, CopyOf(Key));
        foreach (uint step in path.Steps)
        {
            using ExtendedPrivateKey parent = descendant;
            if (!parent.TryDerive(step, out descendant))
                return false;
        }
        return true;
    }

    /// <summary>The public half.</summary>
    public ExtendedPublicKey ToPublic() => new(_header, _chainCode, Key.GetPublicKey());

    /// <summary>Reads the "xprv" form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ExtendedPrivateKey? key, out ExtendedKeyError error)
    {
        key = null;
        Span<byte> bytes = stackalloc byte[ExtendedKeyHeader.SerializedLength];
        error = Base58Check.Decode(text, bytes);
        if (error != ExtendedKeyError.None)
            return false;
        error = ExtendedKeyHeader.Read(bytes, ExtendedKeyHeader.PrivateVersion, out ExtendedKeyHeader header);
        if (error == ExtendedKeyError.None && bytes[ExtendedKeyHeader.KeyAt] != 0)
            error = ExtendedKeyError.KeyForm;
        PrivateKey? privateKey = null;
        if (error == ExtendedKeyError.None && !PrivateKey.TryCreate(bytes[(ExtendedKeyHeader.KeyAt + 1)..], out privateKey))
            error = ExtendedKeyError.KeyRange;
        if (privateKey is not null)
            key = new(header, bytes[ExtendedKeyHeader.ChainCodeAt..ExtendedKeyHeader.KeyAt], privateKey);
        CryptographicOperations.ZeroMemory(bytes);
        return key is not null;
    }

    /// <summary>The "xprv" form, to be shown to its owner and to nobody else.</summary>
    public string Reveal()
    {
        Span<byte> bytes = stackalloc byte[ExtendedKeyHeader.SerializedLength];
        _header.WriteTo(ExtendedKeyHeader.PrivateVersion, bytes);
        _chainCode.CopyTo(bytes[ExtendedKeyHeader.ChainCodeAt..]);
        bytes[ExtendedKeyHeader.KeyAt] = 0;
        Key.CopyTo(bytes[(ExtendedKeyHeader.KeyAt + 1)..]);
        string text = Base58Check.Encode(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return text;
    }

    /// <summary>Hands the private key over to the caller, who disposes it, and zeroes the chain code.</summary>
    internal PrivateKey DetachKey()
    {
        CryptographicOperations.ZeroMemory(_chainCode);
        return Key;
    }

    /// <summary>Zeroes the key and the chain code.</summary>
    public void Dispose()
    {
        Key.Dispose();
        CryptographicOperations.ZeroMemory(_chainCode);
    }

    /// <summary>A constant: an extended key is printed only by <see cref="Reveal"/>.</summary>
    public override string ToString() => "extended private key (not shown)";

    private static PrivateKey CopyOf(PrivateKey key)
    {
        Span<byte> secret = stackalloc byte[PrivateKey.Length];
        key.CopyTo(secret);
        bool valid = PrivateKey.TryCreate(secret, out PrivateKey? copy);
        CryptographicOperations.ZeroMemory(secret);
        return valid ? copy! : throw new InvalidOperationException("A key cannot be copied.");
    }
}
