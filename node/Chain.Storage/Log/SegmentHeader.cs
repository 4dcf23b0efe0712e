using System.Buffers.Binary;
using Chain.Primitives;
using Chain.Storage.Files;

namespace Chain.Storage.Log;

/// <summary>The first 128 bytes of a segment. All integers little-endian: magic (8), version (4), zero (4), genesis hash (32),
/// number (8), first height (8), bytes the file was made of (8), where the records of the segment before end (8), zeros, CRC-32C (4).</summary>
/// <param name="GenesisHash">The chain.</param>
/// <param name="Number">Segments are numbered without gaps.</param>
/// <param name="FirstHeight">Every record of this height and later ones lies in this segment or a later one.</param>
/// <param name="FileBytes">The file is never shorter; a crash cannot shorten it.</param>
/// <param name="PreviousEnd">The segment before is whole up to there: it was synced before this one was made. 0 for the first.</param>
internal readonly record struct SegmentHeader(Hash256 GenesisHash, ulong Number, ulong FirstHeight, long FileBytes, long PreviousEnd)
{
    public const int Length = 128;
    public const uint Version = 1;

    private const int ChecksumAt = Length - 4;

    private static ReadOnlySpan<byte> Magic => "CHNLOG\r\n"u8;

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        GenesisHash.Span.CopyTo(bytes.AsSpan(16));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(48), Number);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(56), FirstHeight);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(64), FileBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(72), PreviousEnd);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumAt), Crc32C.Of(bytes.AsSpan(0, ChecksumAt)));
        return bytes;
    }

    /// <summary>Reads and checks the header of the segment that should have this number.</summary>
    public static SegmentHeader Read(string path, ReadOnlySpan<byte> file, Hash256 genesisHash, ulong number)
    {
        if (file.Length < Length || !file[..Magic.Length].SequenceEqual(Magic))
            throw SegmentedLog.Damaged(path, 0, null, "the file does not begin like a log segment");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        bool whole = BinaryPrimitives.ReadUInt32LittleEndian(file[ChecksumAt..]) == Crc32C.Of(file[..ChecksumAt]);
        if (whole && version != Version)
            throw new StorageFailure(StorageFault.WrongVersion, path, $"the log has version {version}, this program knows {Version}", "Use the program that wrote it");
        if (!whole)
            throw SegmentedLog.Damaged(path, 0, null, "the header does not match its checksum");
        var header = new SegmentHeader(
            new Hash256(file[16..48]),
            BinaryPrimitives.ReadUInt64LittleEndian(file[48..]),
            BinaryPrimitives.ReadUInt64LittleEndian(file[56..]),
            BinaryPrimitives.ReadInt64LittleEndian(file[64..]),
            BinaryPrimitives.ReadInt64LittleEndian(file[72..]));
        if (header.GenesisHash != genesisHash)
            throw new StorageFailure(StorageFault.WrongChain, path, $"the log belongs to the chain {header.GenesisHash}, the node runs {genesisHash}", "Use the home of this chain");
        if (header.Number != number)
            throw SegmentedLog.Damaged(path, 48, header.FirstHeight, $"the file holds segment {header.Number}, its name says {number}");
        return header;
    }
}
