using System.Buffers;
using System.Numerics;
using System.Text.Unicode;
using Chain.Primitives.Crypto;

namespace Chain.Primitives.Encoding;

/// <summary>Writes the canonical byte form. The caller writes fields in ascending order; defaults are omitted here.</summary>
public sealed class WireWriter
{
    private const uint LengthDelimited = 2;

    private byte[] _buffer;
    private int _length;

    /// <summary>Starts empty; <paramref name="capacity"/> is a guess of the final size in bytes.</summary>
    public WireWriter(int capacity = 256) => _buffer = new byte[Math.Max(capacity, 16)];

    /// <summary>What was written so far, valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Copies what was written.</summary>
    public byte[] ToArray() => Written.ToArray();

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear() => _length = 0;

    /// <summary>An unsigned integer; nothing for 0.</summary>
    public void UInt64(int field, ulong value)
    {
        if (value == 0)
            return;
        Raw((uint)field << 3);
        Raw(value);
    }

    /// <summary>A boolean; nothing for false.</summary>
    public void Bool(int field, bool value) => UInt64(field, value ? 1UL : 0UL);

    /// <summary>Bytes; nothing when empty.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
            Item(field, value);
    }

    /// <summary>Text as UTF-8; nothing when empty. Texts that were decoded or checked have no lone surrogates, which UTF-8 cannot write.</summary>
    public void Text(int field, string value)
    {
        if (value.Length == 0)
            return;
        int length = System.Text.Encoding.UTF8.GetByteCount(value);
        Raw(((uint)field << 3) | LengthDelimited);
        Raw((ulong)length);
        OperationStatus status = Utf8.FromUtf16(value, Reserve(length), out _, out _, replaceInvalidSequences: false);
        Invariant.Holds(status == OperationStatus.Done, "a written text has no lone surrogates");
    }

    /// <summary>A hash, zero or not.</summary>
    public void Hash(int field, Hash256 value) => Item(field, value.Span);

    /// <summary>A hash; nothing when zero.</summary>
    public void OptionalHash(int field, Hash256 value)
    {
        if (!value.IsZero)
            Item(field, value.Span);
    }

    /// <summary>An address.</summary>
    public void Address(int field, Address value) => Item(field, value.Span);

    /// <summary>A public key.</summary>
    public void PublicKey(int field, PublicKey value) => Item(field, value.Span);

    /// <summary>A signature.</summary>
    public void Signature(int field, Signature value) => Item(field, value.Span);

    /// <summary>One length-delimited item, also when empty: an item of a repeated field, or a nested message.</summary>
    public void Item(int field, ReadOnlySpan<byte> value)
    {
        Raw(((uint)field << 3) | LengthDelimited);
        Raw((ulong)value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    private void Raw(ulong value)
    {
        Span<byte> room = Reserve((BitOperations.Log2(value | 1) / 7) + 1);
        for (int i = 0; i < room.Length - 1; i++, value >>= 7)
            room[i] = (byte)(value | 0x80);
        room[^1] = (byte)value;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
