using System.Globalization;
using System.Numerics;
using Chain.Primitives.Crypto;

namespace Chain.Wallet.Keystore;

/// <summary>The 20-byte address that Ethereum gives a key: Web3 v3 files name it, so it says whether the right key came out.</summary>
internal static class Web3Address
{
    public const int Length = 20;

    private static readonly BigInteger s_field = BigInteger.Parse(
        "0FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The last 20 bytes of Keccak-256 of the point's two coordinates. The key is public, so plain big numbers do.</summary>
    public static byte[] Of(PublicKey key)
    {
        BigInteger x = new(key.Span[1..], isUnsigned: true, isBigEndian: true);
        BigInteger y = BigInteger.ModPow(BigInteger.ModPow(x, 3, s_field) + 7, (s_field + 1) / 4, s_field);
        if (!y.IsEven != (key.Span[0] == 3))
            y = s_field - y;
        Span<byte> point = stackalloc byte[64];
        point.Clear();
        key.Span[1..].CopyTo(point);
        int length = y.GetByteCount(isUnsigned: true);
        y.TryWriteBytes(point[(64 - length)..], out _, isUnsigned: true, isBigEndian: true);
        Span<byte> digest = stackalloc byte[Keccak256.DigestLength];
        Keccak256.Hash(point, digest);
        return digest[^Length..].ToArray();
    }
}
