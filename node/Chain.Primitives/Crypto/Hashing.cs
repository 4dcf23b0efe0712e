using System.Security.Cryptography;

namespace Chain.Primitives.Crypto;

/// <summary>SHA-256, plain and tagged (docs/spec/encoding.md).</summary>
public static class Hashing
{
    /// <summary>SHA-256 of the bytes.</summary>
    public static Hash256 Sha256(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Hash256.Length];
        SHA256.HashData(bytes, digest);
        return new Hash256(digest);
    }

    /// <summary>SHA-256 of the tag's length byte, the tag, and the bytes.</summary>
    public static Hash256 Tagged(DomainTag tag, ReadOnlySpan<byte> bytes)
    {
        byte[] buffer = new byte[tag.Prefix.Length + bytes.Length];
        tag.Prefix.CopyTo(buffer);
        bytes.CopyTo(buffer.AsSpan(tag.Prefix.Length));
        return Sha256(buffer);
    }
}
