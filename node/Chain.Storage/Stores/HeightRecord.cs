using System.Buffers.Binary;
using Chain.Primitives;

namespace Chain.Storage.Stores;

/// <summary>The row of a height: root before (32), count (4), and for each key in ascending order of its hash: key hash (32), value before, value after; a value is 0 when absent,
/// else its length plus one (4) and its bytes. Integers little-endian. Undoes the height, and redoes it for slices that were not written yet.</summary>
internal static class HeightRecord
{
    public static byte[] Encode(Hash256 rootBefore, HashedWrites writes)
    {
        int length = Hash256.Length + 4;
        for (int i = 0; i < writes.Count; i++)
            length += Hash256.Length + 8 + (writes[i].Old?.Length ?? 0) + (writes[i].New?.Length ?? 0);
        byte[] bytes = new byte[length];
        Span<byte> rest = bytes;
        rootBefore.Span.CopyTo(rest);
        BinaryPrimitives.WriteInt32LittleEndian(rest[Hash256.Length..], writes.Count);
        rest = rest[(Hash256.Length + 4)..];
        for (int i = 0; i < writes.Count; i++)
        {
            writes.Key(i).Span.CopyTo(rest);
            rest = rest[Hash256.Length..];
            WriteValue(ref rest, writes[i].Old);
            WriteValue(ref rest, writes[i].New);
        }
        return bytes;
    }

    /// <summary>Null when the bytes are not such a row.</summary>
    public static HashedWrites? Decode(byte[] bytes, out Hash256 rootBefore)
    {
        rootBefore = default;
        if (bytes.Length < Hash256.Length + 4)
            return null;
        rootBefore = new Hash256(bytes.AsSpan(0, Hash256.Length));
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(Hash256.Length));
        ReadOnlyMemory<byte> rest = bytes.AsMemory(Hash256.Length + 4);
        if (count < 0 || count > rest.Length / (Hash256.Length + 8))
            return null;
        var keys = new Hash256[count];
        var items = new HashedWrite[count];
        for (int i = 0; i < count; i++)
        {
            if (rest.Length < Hash256.Length)
                return null;
            keys[i] = new Hash256(rest.Span[..Hash256.Length]);
            rest = rest[Hash256.Length..];
            if (!TryReadValue(ref rest, out ReadOnlyMemory<byte>? before) || !TryReadValue(ref rest, out ReadOnlyMemory<byte>? after))
                return null;
            items[i] = new HashedWrite(before, after);
        }
        return rest.IsEmpty ? HashedWrites.Of(keys, items) : null;
    }

    private static void WriteValue(ref Span<byte> rest, ReadOnlyMemory<byte>? value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, value is { } present ? present.Length + 1 : 0);
        rest = rest[4..];
        if (value is not { } bytes)
            return;
        bytes.Span.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static bool TryReadValue(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte>? value)
    {
        value = null;
        if (rest.Length < 4)
            return false;
        int length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span) - 1;
        rest = rest[4..];
        if (length < 0)
            return length == -1;
        if (length > rest.Length)
            return false;
        value = rest[..length];
        rest = rest[length..];
        return true;
    }
}
