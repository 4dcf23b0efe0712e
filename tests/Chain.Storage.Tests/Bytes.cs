using System.Text;
using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Storage.Tests;

/// <summary>Short spellings of test values.</summary>
internal static class Bytes
{
    public static readonly Hash256 Chain = Hashing.Sha256("chain"u8);
    public static readonly Hash256 OtherChain = Hashing.Sha256("other chain"u8);

    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    public static byte[] Random(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    public static PublicKey Key(byte number)
    {
        Assert.True(PublicKey.TryCreate([2, .. Hashing.Sha256([number]).Span], out PublicKey key));
        return key;
    }

    public static Signature Signature(byte number)
    {
        Hash256 half = Hashing.Sha256([number]);
        Assert.True(Primitives.Crypto.Signature.TryCreate([.. half.Span, .. half.Span], out Signature signature));
        return signature;
    }
}
