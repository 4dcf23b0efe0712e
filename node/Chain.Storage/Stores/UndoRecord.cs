using System.Buffers.Binary;
using Chain.Primitives;
using Chain.State;

namespace Chain.Storage.Stores;

/// <summary>The bytes that undo one height: root before (32), count (4), and for each key: length (2), key, 1 and length (4) and value before, or 0 when it was absent. Integers little-endian.</summary>
internal static class UndoRecord
{
    public static byte[] Encode(Hash256 rootBefore, StateWrites writes)
    {
        int length = Hash256.Length + 4;
        foreach (ref readonly StateWrite write in writes.Span)
            length += 3 + write.Key.Length + (write.OldValue is { } old ? 4 + old.Length : 0);
        byte[] bytes = new byte[length];
        Span<byte> rest = bytes;
        rootBefore.Span.CopyTo(rest);
        BinaryPrimitives.WriteInt32LittleEndian(rest[Hash256.Length..], writes.Count);
        rest = rest[(Hash256.Length + 4)..];
        foreach (ref readonly StateWrite write in writes.Span)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, checked((ushort)write.Key.Length));
            write.Key.Span.CopyTo(rest[2..]);
            rest = rest[(2 + write.Key.Length)..];
            rest[0] = write.OldValue is null ? (byte)0 : (byte)1;
            rest = rest[1..];
            if (write.OldValue is not { } old)
                continue;
            BinaryPrimitives.WriteInt32LittleEndian(rest, old.Length);
            old.Span.CopyTo(rest[4..]);
            rest = rest[(4 + old.Length)..];
        }
        return bytes;
    }

    /// <summary>The keys with their values before; values after are asked of <paramref name="valueAfter"/>. Null when the bytes are not an undo record.</summary>
    public static StateWrites? Decode(byte[] bytes, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> valueAfter, out Hash256 rootBefore)
    {
        rootBefore = default;
        if (bytes.Length < Hash256.Length + 4)
            return null;
        rootBefore = new Hash256(bytes.AsSpan(0, Hash256.Length));
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(Hash256.Length));
        ReadOnlyMemory<byte> rest = bytes.AsMemory(Hash256.Length + 4);
        if (count < 0 || count > rest.Length / 3)
            return null;
        var writes = new List<StateWrite>(count);
        for (int i = 0; i < count; i++)
        {
            if (!TryTakeEntry(ref rest, out ReadOnlyMemory<byte> key, out ReadOnlyMemory<byte>? old))
                return null;
            writes.Add(new StateWrite(key, valueAfter(key), old));
        }
        return rest.IsEmpty ? StateWrites.Create(writes) : null;
    }

    private static bool TryTakeEntry(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> key, out ReadOnlyMemory<byte>? old)
    {
        key = default;
        old = null;
        if (rest.Length < 2 || !TryTake(ref rest, 2, out ReadOnlyMemory<byte> field))
            return false;
        if (!TryTake(ref rest, BinaryPrimitives.ReadUInt16LittleEndian(field.Span), out key) || !TryTake(ref rest, 1, out field))
            return false;
        if (field.Span[0] == 0)
            return true;
        if (!TryTake(ref rest, 4, out field) || !TryTake(ref rest, BinaryPrimitives.ReadInt32LittleEndian(field.Span), out ReadOnlyMemory<byte> value))
            return false;
        old = value;
        return true;
    }

    private static bool TryTake(ref ReadOnlyMemory<byte> rest, int length, out ReadOnlyMemory<byte> taken)
    {
        taken = default;
        if (length < 0 || length > rest.Length)
            return false;
        taken = rest[..length];
        rest = rest[length..];
        return true;
    }
}
