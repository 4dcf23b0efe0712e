using System.Buffers.Binary;
using Chain.Primitives;
using Chain.Script.Execution;

namespace Chain.Contracts;

/// <summary>
/// The entries of a map or set: by key, and by place so that they can be listed. A new entry takes the last place, and a deleted one's place is taken by the last.
/// </summary>
internal readonly ref struct KeyedEntries(StoredCollection collection, Machine machine)
{
    private readonly FieldPlace place = collection.Place;

    private StorageAccess Storage => new(collection.Frame, machine);

    /// <summary>The value of a key in bytes; empty for a set.</summary>
    internal bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        bool found = Storage.TryRead(Storage.SlotOfKey(place, key), out ReadOnlyMemory<byte> entry);
        value = found ? entry[sizeof(uint)..] : default;
        return found;
    }

    /// <summary>Sets the value of a key. True when the key is new.</summary>
    internal bool Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        StorageAccess storage = Storage;
        if (value.Length > StorageAccess.ValueBytesMax - sizeof(uint))
            throw StorageAccess.TooLarge(machine, $"a stored value has at most {StorageAccess.ValueBytesMax} bytes");
        Hash256 slot = storage.SlotOfKey(place, key);
        bool isNew = !storage.TryRead(slot, out ReadOnlyMemory<byte> entry);
        uint at = isNew ? storage.Count(place) : StoredState.ReadNumber(entry.Span);
        if (isNew)
        {
            if (at == uint.MaxValue)
                throw StorageAccess.TooLarge(machine, "the collection is full");
            storage.Write(storage.SlotOfNumber(place, at), key);
            storage.SetCount(place, at + 1);
        }
        WriteEntry(storage, slot, at, value);
        return isNew;
    }

    /// <summary>Deletes a key. False when there is none.</summary>
    internal bool Remove(ReadOnlySpan<byte> key)
    {
        StorageAccess storage = Storage;
        Hash256 slot = storage.SlotOfKey(place, key);
        if (!storage.TryRead(slot, out ReadOnlyMemory<byte> entry))
            return false;
        uint at = StoredState.ReadNumber(entry.Span);
        uint last = storage.Count(place) - 1;
        Hash256 lastSlot = storage.SlotOfNumber(place, last);
        if (at != last)
        {
            ReadOnlyMemory<byte> lastKey = KeyAt(last);
            Hash256 movedSlot = storage.SlotOfKey(place, lastKey.Span);
            bool isThere = storage.TryRead(movedSlot, out ReadOnlyMemory<byte> moved);
            Invariant.Holds(isThere, "a place names a key that is there");
            storage.Write(storage.SlotOfNumber(place, at), lastKey.Span);
            WriteEntry(storage, movedSlot, at, moved.Span[sizeof(uint)..]);
        }
        storage.Delete(lastSlot);
        storage.Delete(slot);
        storage.SetCount(place, last);
        return true;
    }

    /// <summary>The key at a place below the count.</summary>
    internal ReadOnlyMemory<byte> KeyAt(uint at)
    {
        bool found = Storage.TryRead(Storage.SlotOfNumber(place, at), out ReadOnlyMemory<byte> key);
        Invariant.Holds(found, "places have no gaps");
        return key;
    }

    // The value may lie in the frame's buffer, so the entry is put together elsewhere.
    private void WriteEntry(StorageAccess storage, Hash256 slot, uint at, ReadOnlySpan<byte> value)
    {
        int length = sizeof(uint) + value.Length;
        Span<byte> entry = length <= 256 ? stackalloc byte[length] : new byte[length];
        BinaryPrimitives.WriteUInt32BigEndian(entry, at);
        value.CopyTo(entry[sizeof(uint)..]);
        storage.Write(slot, entry);
    }
}
