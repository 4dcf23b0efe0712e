using System.Security.Cryptography;

namespace Chain.Primitives.Crypto;

/// <summary>SHA-256 through the BCL: the path taken where OpenSSL's library cannot be called directly.</summary>
internal static class PortableSha256
{
    public static Hash256 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Hash256.Length];
        SHA256.HashData(bytes, digest);
        return new Hash256(digest);
    }

    public static Hash256 Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(first);
        hash.AppendData(second);
        Span<byte> digest = stackalloc byte[Hash256.Length];
        hash.GetHashAndReset(digest);
        return new Hash256(digest);
    }
}
