using System.Buffers.Binary;
using Chain.Storage.Files;

namespace Chain.Storage.Log;

/// <summary>How a record lies in a segment, at a multiple of eight bytes: length with this header (4), CRC-32C (4), height (8), offset up to which the segment was durable
/// when the record was appended (8), type (1), zeros (7), payload, zeros to a multiple of eight. All integers little-endian.</summary>
/// <remarks>
/// The checksum covers the segment's number and the record's offset too, so that a record is valid in its own place only. No record has
/// length 0, so zeros are the end. <see cref="DurableBefore"/> tells a torn tail from damage: bytes before the offset that a
/// later record names were synced before that record was written, so a crash cannot have torn them.
/// </remarks>
internal readonly ref struct RecordFrame
{
    public const int HeaderLength = 32;

    private RecordFrame(ReadOnlySpan<byte> bytes, int offset)
    {
        Offset = offset;
        Total = bytes.Length;
        Height = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        DurableBefore = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        Type = bytes[24];
    }

    public int Offset { get; }

    public int Total { get; }

    public ulong Height { get; }

    public ulong DurableBefore { get; }

    public byte Type { get; }

    /// <summary>Where the next record begins.</summary>
    public int Next => Offset + Padded(Total);

    public static int Padded(int length) => (length + 7) & ~7;

    public static void Write(Span<byte> frame, ulong segment, long offset, byte type, ulong height, long durableBefore, ReadOnlySpan<byte> payload)
    {
        frame.Clear();
        int total = HeaderLength + payload.Length;
        BinaryPrimitives.WriteInt32LittleEndian(frame, total);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[8..], height);
        BinaryPrimitives.WriteInt64LittleEndian(frame[16..], durableBefore);
        frame[24] = type;
        payload.CopyTo(frame[HeaderLength..]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum(frame[..total], segment, offset));
    }

    /// <summary>True when a whole, undamaged record begins at the offset.</summary>
    public static bool TryRead(ReadOnlySpan<byte> file, int offset, ulong segment, out RecordFrame frame)
    {
        frame = default;
        if (file.Length - offset < HeaderLength)
            return false;
        uint total = BinaryPrimitives.ReadUInt32LittleEndian(file[offset..]);
        if (total < HeaderLength || total > HeaderLength + (uint)SegmentedLog.PayloadBytesMax || total > (uint)(file.Length - offset))
            return false;
        ReadOnlySpan<byte> bytes = file.Slice(offset, (int)total);
        if (bytes[24] == 0 || bytes[25..HeaderLength].ContainsAnyExcept((byte)0)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Checksum(bytes, segment, offset))
            return false;
        frame = new RecordFrame(bytes, offset);
        return true;
    }

    private static uint Checksum(ReadOnlySpan<byte> frame, ulong segment, long offset)
    {
        Span<byte> place = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(place, segment);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], offset);
        uint crc = Crc32C.Append(Crc32C.Of(place), frame[..4]);
        return Crc32C.Append(crc, frame[8..]);
    }
}
