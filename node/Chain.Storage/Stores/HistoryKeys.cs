using System.Buffers.Binary;
using Chain.Primitives;
using Chain.Types;

namespace Chain.Storage.Stores;

/// <summary>The bytes of the history's keys and of what its indexes hold. Integers are big-endian.</summary>
internal static class HistoryKeys
{
    public const int ReceiptsPerGroup = 64;
    private const int PlaceLength = 12;

    public static byte[] Height(ulong height)
    {
        byte[] key = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(key, height);
        return key;
    }

    public static byte[] ReceiptGroup(ulong height, int group)
    {
        byte[] key = new byte[12];
        BinaryPrimitives.WriteUInt64BigEndian(key, height);
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(8), group);
        return key;
    }

    public static byte[] Run(uint run)
    {
        byte[] key = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(key, run);
        return key;
    }

    public static byte[] Transaction(uint run, TransactionId id) => [.. Run(run), .. id.Value.Span];

    public static byte[] Slot(uint run, TransactionSlot slot)
    {
        byte[] key = new byte[4 + Address.Length + 1 + 8];
        BinaryPrimitives.WriteUInt32BigEndian(key, run);
        slot.Sender.Span.CopyTo(key.AsSpan(4));
        key[4 + Address.Length] = checked((byte)slot.Lane);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(5 + Address.Length), slot.Sequence);
        return key;
    }

    public static byte[] EventBlock(ReadOnlySpan<byte> contract, ulong height)
    {
        byte[] key = new byte[Address.Length + 8];
        contract.CopyTo(key);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(Address.Length), height);
        return key;
    }

    public static ulong EventBlockHeight(byte[] key) => BinaryPrimitives.ReadUInt64BigEndian(key.AsSpan(Address.Length));

    public static byte[] EventContracts(IReadOnlyCollection<Address> contracts)
    {
        byte[] value = new byte[contracts.Count * Address.Length];
        int place = 0;
        foreach (Address contract in contracts)
            contract.Span.CopyTo(value.AsSpan(Address.Length * place++));
        return value;
    }

    public static byte[] Place(HistoryPlace place)
    {
        byte[] value = new byte[PlaceLength];
        BinaryPrimitives.WriteUInt64BigEndian(value, place.Height);
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(8), place.Index);
        return value;
    }

    public static HistoryPlace? ReadPlace(byte[] value) => value.Length == PlaceLength
        ? new HistoryPlace(BinaryPrimitives.ReadUInt64BigEndian(value), BinaryPrimitives.ReadInt32BigEndian(value.AsSpan(8)))
        : null;

    public static byte[] Range(ulong first, ulong last)
    {
        byte[] value = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(value, first);
        BinaryPrimitives.WriteUInt64BigEndian(value.AsSpan(8), last);
        return value;
    }

    public static (ulong First, ulong Last)? ReadRange(byte[] value) => value.Length == 16
        ? (BinaryPrimitives.ReadUInt64BigEndian(value), BinaryPrimitives.ReadUInt64BigEndian(value.AsSpan(8)))
        : null;

    /// <summary>The rows of a block's receipts, in groups, so that reading one does not read a whole block's.</summary>
    public static IEnumerable<byte[]> ReceiptGroups(IReadOnlyList<ReadOnlyMemory<byte>> receipts)
    {
        for (int first = 0; first < receipts.Count; first += ReceiptsPerGroup)
        {
            int end = Math.Min(receipts.Count, first + ReceiptsPerGroup);
            int length = 0;
            for (int i = first; i < end; i++)
                length += 4 + receipts[i].Length;
            byte[] row = new byte[length];
            int offset = 0;
            for (int i = first; i < end; i++)
            {
                BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(offset), receipts[i].Length);
                receipts[i].Span.CopyTo(row.AsSpan(offset + 4));
                offset += 4 + receipts[i].Length;
            }
            yield return row;
        }
    }

    /// <summary>The receipts of one row; null when the row is not one.</summary>
    public static List<ReadOnlyMemory<byte>>? ReadReceipts(byte[] row)
    {
        var receipts = new List<ReadOnlyMemory<byte>>();
        int offset = 0;
        while (offset < row.Length)
        {
            if (row.Length - offset < 4)
                return null;
            int length = BinaryPrimitives.ReadInt32BigEndian(row.AsSpan(offset));
            if (length < 0 || length > row.Length - offset - 4)
                return null;
            receipts.Add(row.AsMemory(offset + 4, length));
            offset += 4 + length;
        }
        return receipts;
    }
}
