using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>Reads the repeated fields of a receipt.</summary>
internal static class ReceiptItems
{
    public delegate DecodeError ItemReader<T>(ReadOnlySpan<byte> bytes, out T? item)
        where T : class;

    /// <summary>All items of a field; the first one that does not decode, or is one too many, ends it with its error.</summary>
    public static IReadOnlyList<T> Read<T>(ref WireReader reader, int field, int bytesMax, int countMax, ItemReader<T> read, out DecodeError error)
        where T : class
    {
        error = DecodeError.None;
        List<T>? items = null;
        while (reader.Item(field, bytesMax, out ReadOnlySpan<byte> bytes))
        {
            T? item = null;
            error = items?.Count == countMax ? DecodeError.Range : read(bytes, out item);
            if (error != DecodeError.None)
                return [];
            (items ??= []).Add(item!);
        }
        return items ?? (IReadOnlyList<T>)[];
    }
}
