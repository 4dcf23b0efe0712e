using System.Buffers.Binary;
using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.SoloLedger;

/// <summary>Keys for tests: the n-th one is the number n + 1.</summary>
public static class SoloKeys
{
    /// <summary>The n-th key; never disposed, since its number is known to everybody.</summary>
    public static PrivateKey Key(int n)
    {
        Span<byte> bytes = stackalloc byte[PrivateKey.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes[^4..], n + 1);
        Invariant.Holds(PrivateKey.TryCreate(bytes, out PrivateKey? key), "a small number is a key");
        return key;
    }

    /// <summary>The account of the n-th key.</summary>
    public static Address Account(int n) => Address.OfKey(Key(n).GetPublicKey());
}
