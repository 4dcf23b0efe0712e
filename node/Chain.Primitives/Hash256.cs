using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Chain.Primitives;

/// <summary>A SHA-256 digest: 32 bytes, compared bytewise (lexicographically, unsigned).</summary>
/// <remarks>The four words hold the bytes in memory order, so that <see cref="Span"/> is a view and not a copy.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly struct Hash256 : IEquatable<Hash256>, IComparable<Hash256>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private readonly ulong _w0;
    private readonly ulong _w1;
    private readonly ulong _w2;
    private readonly ulong _w3;

    /// <summary>Copies exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException">The span is not 32 bytes long: a defect of the caller, who checks lengths first.</exception>
    public Hash256(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        _w0 = words[0];
        _w1 = words[1];
        _w2 = words[2];
        _w3 = words[3];
    }

    /// <summary>32 zero bytes: the root of an empty tree, and "no block" where a hash is required.</summary>
    public static Hash256 Zero => default;

    /// <summary>True for 32 zero bytes.</summary>
    public bool IsZero => (_w0 | _w1 | _w2 | _w3) == 0;

    /// <summary>The bytes, as a view into this value.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in _w0, 4));

    /// <summary>Reads 64 hexadecimal digits of either case, nothing around them.</summary>
    public static bool TryParseHex(ReadOnlySpan<char> text, out Hash256 hash)
    {
        hash = default;
        if (text.Length != 2 * Length)
            return false;
        Span<byte> bytes = stackalloc byte[Length];
        if (Convert.FromHexString(text, bytes, out _, out int written) != System.Buffers.OperationStatus.Done || written != Length)
            return false;
        hash = new Hash256(bytes);
        return true;
    }

    /// <summary>Copies the 32 bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    /// <summary>Bit <paramref name="index"/> counted from the most significant bit of byte 0; 0 ≤ index &lt; 256.</summary>
    public bool Bit(int index) => (Span[index >> 3] & (0x80 >> (index & 7))) != 0;

    /// <inheritdoc/>
    public bool Equals(Hash256 other) => _w0 == other._w0 && _w1 == other._w1 && _w2 == other._w2 && _w3 == other._w3;

    /// <inheritdoc/>
    public int CompareTo(Hash256 other) => Span.SequenceCompareTo(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash256 other && Equals(other);

    /// <summary>The first word: the same in every process. Nothing may depend on the order it gives.</summary>
    public override int GetHashCode() => _w0.GetHashCode();

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);

    public static bool operator ==(Hash256 left, Hash256 right) => left.Equals(right);

    public static bool operator !=(Hash256 left, Hash256 right) => !left.Equals(right);

    public static bool operator <(Hash256 left, Hash256 right) => left.CompareTo(right) < 0;

    public static bool operator >(Hash256 left, Hash256 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Hash256 left, Hash256 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Hash256 left, Hash256 right) => left.CompareTo(right) >= 0;
}
