using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Chain.Primitives.Crypto;

namespace Chain.Wallet.Keys;

/// <summary>A public key of BIP-32 with its chain code: derives the public keys of normal children, and no private ones.</summary>
public sealed class ExtendedPublicKey
{
    private readonly byte[] _chainCode;
    private readonly ExtendedKeyHeader _header;

    internal ExtendedPublicKey(ExtendedKeyHeader header, ReadOnlySpan<byte> chainCode, PublicKey key)
    {
        _header = header;
        _chainCode = chainCode.ToArray();
        Key = key;
    }

    /// <summary>The public key.</summary>
    public PublicKey Key { get; }

    /// <summary>The first four bytes of RIPEMD-160 of SHA-256 of the key, by which children name their parent.</summary>
    public uint Fingerprint => FingerprintOf(Key);

    /// <summary>A normal child. False for hardened indexes and, with a chance of 2⁻¹²⁷, for an index that has no key.</summary>
    public bool TryDerive(uint index, [NotNullWhen(true)] out ExtendedPublicKey? child)
    {
        child = null;
        if (index >= DerivationPath.Hardened || _header.Depth == byte.MaxValue)
            return false;
        Span<byte> message = stackalloc byte[PublicKey.Length + 4];
        Key.Span.CopyTo(message);
        BinaryPrimitives.WriteUInt32BigEndian(message[PublicKey.Length..], index);
        Span<byte> digest = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HMACSHA512.HashData(_chainCode, message, digest);
        if (!Secp256k1.TryTweakAdd(Key, digest[..32], out PublicKey key))
            return false;
        child = new(new((byte)(_header.Depth + 1), Fingerprint, index), digest[32..], key);
        return true;
    }

    /// <summary>Reads the "xpub" form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ExtendedPublicKey? key, out ExtendedKeyError error)
    {
        key = null;
        Span<byte> bytes = stackalloc byte[ExtendedKeyHeader.SerializedLength];
        error = Base58Check.Decode(text, bytes);
        if (error != ExtendedKeyError.None)
            return false;
        error = ExtendedKeyHeader.Read(bytes, ExtendedKeyHeader.PublicVersion, out ExtendedKeyHeader header);
        if (error != ExtendedKeyError.None)
            return false;
        if (!PublicKey.TryCreate(bytes[ExtendedKeyHeader.KeyAt..], out PublicKey publicKey))
            error = ExtendedKeyError.KeyForm;
        else if (!Secp256k1.TryParse(publicKey, out _))
            error = ExtendedKeyError.KeyRange;
        else
            key = new(header, bytes[ExtendedKeyHeader.ChainCodeAt..ExtendedKeyHeader.KeyAt], publicKey);
        return error == ExtendedKeyError.None;
    }

    /// <summary>The "xpub" form. It reveals all normal children's public keys, so it is shown on request only.</summary>
    public string Reveal()
    {
        Span<byte> bytes = stackalloc byte[ExtendedKeyHeader.SerializedLength];
        _header.WriteTo(ExtendedKeyHeader.PublicVersion, bytes);
        _chainCode.CopyTo(bytes[ExtendedKeyHeader.ChainCodeAt..]);
        Key.Span.CopyTo(bytes[ExtendedKeyHeader.KeyAt..]);
        return Base58Check.Encode(bytes);
    }

    internal static uint FingerprintOf(PublicKey key)
    {
        Span<byte> digest = stackalloc byte[20];
        LibCrypto.Ripemd160(Hashing.Sha256(key.Span).Span, digest);
        return BinaryPrimitives.ReadUInt32BigEndian(digest);
    }
}
