using Chain.Primitives;

namespace Chain.State.Tree;

/// <summary>The first <see cref="Length"/> bits of key hashes: the name of a subtree. Bits after them are zero.</summary>
/// <remarks>
/// Key form: ⌈length / 8⌉ bytes of the bits, then one byte with the length. Of two buckets neither prefix begins the other, so the first
/// differing bit lies in both and the bytewise order of the key forms is the order of the subtrees.
/// </remarks>
public readonly struct BitPrefix : IEquatable<BitPrefix>, IComparable<BitPrefix>
{
    /// <summary>Longest key form in bytes.</summary>
    public const int KeyBytesMax = Hash256.Length + 1;

    /// <summary>Longest prefix in bits: a subtree at 256 bits would be one leaf, and a bucket begins above its leaves.</summary>
    public const int BitsMax = 255;

    private readonly Hash256 _bits;

    private BitPrefix(Hash256 bits, int length)
    {
        _bits = bits;
        Length = length;
    }

    /// <summary>The whole tree.</summary>
    public static BitPrefix Root => default;

    /// <summary>Length in bits, 0 to 255.</summary>
    public int Length { get; }

    /// <summary>The bits, zero after the prefix.</summary>
    public Hash256 Bits => _bits;

    /// <summary>The first <paramref name="length"/> bits of a key hash.</summary>
    public static BitPrefix Of(Hash256 keyHash, int length)
    {
        Invariant.Holds(length is >= 0 and <= BitsMax, "a bit prefix has 0 to 255 bits");
        Span<byte> bits = stackalloc byte[Hash256.Length];
        keyHash.Span[..((length + 7) >> 3)].CopyTo(bits);
        if ((length & 7) != 0)
            bits[length >> 3] &= (byte)(0xFF00 >> (length & 7));
        return new BitPrefix(new Hash256(bits), length);
    }

    /// <summary>Reads a key form; false when it is not the canonical one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> key, out BitPrefix prefix)
    {
        prefix = default;
        if (key.IsEmpty || key.Length != ((key[^1] + 7) >> 3) + 1)
            return false;
        Span<byte> bits = stackalloc byte[Hash256.Length];
        key[..^1].CopyTo(bits);
        var all = new Hash256(bits);
        prefix = Of(all, key[^1]);
        return prefix._bits == all;
    }

    /// <summary>Writes the key form and returns its length; needs up to <see cref="KeyBytesMax"/> bytes.</summary>
    public int Write(Span<byte> destination)
    {
        int bytes = (Length + 7) >> 3;
        _bits.Span[..bytes].CopyTo(destination);
        destination[bytes] = (byte)Length;
        return bytes + 1;
    }

    /// <summary>True when the key hash lies in this subtree.</summary>
    public bool Covers(Hash256 keyHash) => SharedBits(_bits, keyHash) >= Length;

    /// <summary>The half of this subtree whose next bit is as given.</summary>
    public BitPrefix Child(bool bit)
    {
        Invariant.Holds(Length < BitsMax, "a bit prefix has 0 to 255 bits");
        if (!bit)
            return new BitPrefix(_bits, Length + 1);
        Span<byte> bits = stackalloc byte[Hash256.Length];
        _bits.Span.CopyTo(bits);
        bits[Length >> 3] |= (byte)(0x80 >> (Length & 7));
        return new BitPrefix(new Hash256(bits), Length + 1);
    }

    /// <summary>How many leading bits two hashes have in common: 0 to 256.</summary>
    public static int SharedBits(Hash256 x, Hash256 y)
    {
        int bytes = x.Span.CommonPrefixLength(y.Span);
        return bytes == Hash256.Length ? 256 : (8 * bytes) + System.Numerics.BitOperations.LeadingZeroCount((uint)(x.Span[bytes] ^ y.Span[bytes])) - 24;
    }

    /// <inheritdoc/>
    public bool Equals(BitPrefix other) => Length == other.Length && _bits == other._bits;

    /// <summary>By bits, then by length: the order of the key forms where neither prefix begins the other.</summary>
    public int CompareTo(BitPrefix other)
    {
        int order = _bits.CompareTo(other._bits);
        return order != 0 ? order : Length.CompareTo(other.Length);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BitPrefix other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bits.GetHashCode() + Length;

    /// <summary>Hexadecimal bits and the length, such as <c>a4c0/11</c>.</summary>
    public override string ToString() => $"{Convert.ToHexStringLower(_bits.Span[..((Length + 7) >> 3)])}/{Length}";

    public static bool operator ==(BitPrefix left, BitPrefix right) => left.Equals(right);

    public static bool operator !=(BitPrefix left, BitPrefix right) => !left.Equals(right);

    public static bool operator <(BitPrefix left, BitPrefix right) => left.CompareTo(right) < 0;

    public static bool operator >(BitPrefix left, BitPrefix right) => left.CompareTo(right) > 0;

    public static bool operator <=(BitPrefix left, BitPrefix right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BitPrefix left, BitPrefix right) => left.CompareTo(right) >= 0;
}
