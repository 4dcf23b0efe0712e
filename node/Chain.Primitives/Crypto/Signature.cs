using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chain.Primitives.Crypto;

/// <summary>An ECDSA signature in its one accepted form: 64 bytes, r ‖ s, big-endian. Range and low-S are checked by verification.</summary>
public readonly struct Signature : IEquatable<Signature>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 64;

    private readonly Bytes _bytes;

    private Signature(ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes);

    /// <summary>The bytes, as a view into this value.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Accepts exactly 64 bytes.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out Signature signature)
    {
        signature = default;
        if (bytes.Length != Length)
            return false;
        signature = new Signature(bytes);
        return true;
    }

    /// <summary>Copies the 64 bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    /// <inheritdoc/>
    public bool Equals(Signature other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Signature other && Equals(other);

    /// <summary>The first four bytes: the same in every process.</summary>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Span);

    /// <summary>128 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);

    public static bool operator ==(Signature left, Signature right) => left.Equals(right);

    public static bool operator !=(Signature left, Signature right) => !left.Equals(right);

    [InlineArray(Length)]
    private struct Bytes
    {
        private byte _first;
    }
}
