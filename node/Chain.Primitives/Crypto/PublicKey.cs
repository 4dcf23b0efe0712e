using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chain.Primitives.Crypto;

/// <summary>A secp256k1 public key in its one accepted form: 33 bytes, compressed. Being one of these does not prove that the point is on the curve; verification does.</summary>
public readonly struct PublicKey : IEquatable<PublicKey>, IComparable<PublicKey>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 33;

    private readonly Bytes _bytes;

    private PublicKey(ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes);

    /// <summary>The bytes, as a view into this value.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Accepts 33 bytes that begin with 02 or 03. Uncompressed, hybrid and the point at infinity are refused.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out PublicKey key)
    {
        key = default;
        if (bytes.Length != Length || bytes[0] is not (2 or 3))
            return false;
        key = new PublicKey(bytes);
        return true;
    }

    /// <summary>Copies the 33 bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    /// <inheritdoc/>
    public bool Equals(PublicKey other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public int CompareTo(PublicKey other) => Span.SequenceCompareTo(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PublicKey other && Equals(other);

    /// <summary>Bytes 1 to 4: the same in every process.</summary>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Span[1..]);

    /// <summary>66 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);

    public static bool operator ==(PublicKey left, PublicKey right) => left.Equals(right);

    public static bool operator !=(PublicKey left, PublicKey right) => !left.Equals(right);

    [InlineArray(Length)]
    private struct Bytes
    {
        private byte _first;
    }
}
