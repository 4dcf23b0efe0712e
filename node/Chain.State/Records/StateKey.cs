using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Chain.Primitives;

namespace Chain.State;

/// <summary>A key of the state, built without allocation: at most <see cref="LengthMax"/> bytes. <see cref="StateKeys"/> makes them.</summary>
public struct StateKey
{
    /// <summary>Bytes of the longest key: a prefix and two addresses.</summary>
    public const int LengthMax = 1 + (2 * Address.Length);

    private Bytes _bytes;
    private byte _length;

    internal StateKey(byte prefix)
    {
        _bytes[0] = prefix;
        _length = 1;
    }

    /// <summary>The key's bytes, as a view into this value.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Span => ((ReadOnlySpan<byte>)_bytes)[.._length];

    internal StateKey With(ReadOnlySpan<byte> part)
    {
        part.CopyTo(((Span<byte>)_bytes)[_length..]);
        _length += (byte)part.Length;
        return this;
    }

    internal StateKey WithBigEndian(ulong number)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(((Span<byte>)_bytes)[_length..], number);
        _length += sizeof(ulong);
        return this;
    }

    internal StateKey WithByte(byte value)
    {
        _bytes[_length++] = value;
        return this;
    }

    [InlineArray(LengthMax)]
    private struct Bytes
    {
        private byte _first;
    }
}
