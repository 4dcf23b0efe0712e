using System.Buffers.Binary;
using Chain.Storage.Files;

namespace Chain.Storage.KeyValue;

/// <summary>How a value lies in a store: its bytes, then a CRC-32C over the table's index, the key and the value. So a value that belongs to another key or table is found out too.</summary>
internal static class StoredValue
{
    public const int ChecksumLength = 4;

    public static void Write(Table table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, Span<byte> stored)
    {
        value.CopyTo(stored);
        BinaryPrimitives.WriteUInt32LittleEndian(stored[value.Length..], Checksum(table, key, value));
    }

    /// <summary>The value as a copy.</summary>
    public static byte[] Read(string store, Table table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> stored)
    {
        Check(store, table, key, stored);
        return stored[..^ChecksumLength].ToArray();
    }

    /// <summary>Refuses bytes that are not what was stored under the key.</summary>
    public static void Check(string store, Table table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> stored)
    {
        if (stored.Length < ChecksumLength)
            throw Damaged(store, table, key);
        ReadOnlySpan<byte> value = stored[..^ChecksumLength];
        if (BinaryPrimitives.ReadUInt32LittleEndian(stored[^ChecksumLength..]) != Checksum(table, key, value))
            throw Damaged(store, table, key);
    }

    private static uint Checksum(Table table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        Crc32C.Append(Crc32C.Append(Crc32C.Of([(byte)table.Index]), key), value);

    private static StorageFailure Damaged(string store, Table table, ReadOnlySpan<byte> key) => new(
        StorageFault.Damaged,
        $"{store}: table {table.Name}, key {Convert.ToHexStringLower(key)}",
        "the stored value does not match its checksum",
        "Check the disk; restore the folder from a copy, or delete it and let the node fetch the chain again");
}
