using System.Buffers.Binary;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;
using Chain.State.Tree;

namespace Chain.Storage.Stores;

/// <summary>What a height wrote, by the hashes of the keys, ascending: how the store and the tree see it.</summary>
internal sealed class HashedWrites
{
    private readonly Hash256[] _keys;
    private readonly HashedWrite[] _items;

    private HashedWrites(Hash256[] keys, HashedWrite[] items)
    {
        _keys = keys;
        _items = items;
    }

    public static HashedWrites None { get; } = new([], []);

    public int Count => _keys.Length;

    public Hash256 Key(int index) => _keys[index];

    public ref readonly HashedWrite this[int index] => ref _items[index];

    /// <summary>Hashes the keys, on several threads where there are many.</summary>
    public static HashedWrites Of(StateWrites writes, int threads)
    {
        var keys = new Hash256[writes.Count];
        TreeRunner.ForEachChunk(keys.Length, threads, i => keys[i] = Hashing.Sha256(writes.Span[i].Key.Span));
        int[] order = new int[keys.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        var items = new HashedWrite[order.Length];
        for (int i = 0; i < items.Length; i++)
        {
            ref readonly StateWrite write = ref writes.Span[order[i]];
            items[i] = new HashedWrite(write.OldValue, write.NewValue);
        }
        return new HashedWrites(keys, items);
    }

    /// <summary>Takes what was read from a record; null when it does not strictly ascend.</summary>
    public static HashedWrites? Of(Hash256[] keys, HashedWrite[] items)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i - 1] >= keys[i])
                return null;
        }
        return new HashedWrites(keys, items);
    }

    /// <summary>Index of a key, or -1.</summary>
    /// <remarks>Hashes are spread evenly, so the search begins where the key should be and widens; whoever grinds keys only makes it an ordinary binary search.</remarks>
    public int Find(Hash256 key)
    {
        if (_keys.Length == 0)
            return -1;
        ulong high64 = BinaryPrimitives.ReadUInt64BigEndian(key.Span);
        int guess = (int)Math.BigMul(high64, (ulong)_keys.Length, out _);
        int low = guess;
        int high = guess;
        for (int width = 16; low > 0 && _keys[low] > key; width *= 4)
            low = Math.Max(0, low - width);
        for (int width = 16; high < _keys.Length - 1 && _keys[high] < key; width *= 4)
            high = Math.Min(_keys.Length - 1, high + width);
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = _keys[middle].CompareTo(key);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    /// <summary>The range of indexes whose keys lie in a slice.</summary>
    public (int From, int To) InSlice(int slice) => (FirstOf(slice), FirstOf(slice + 1));

    /// <summary>The changes as the tree sees them, with values hashed on several threads where there are many.</summary>
    public TreeUpdate[] ToTreeUpdates(int threads)
    {
        var updates = new TreeUpdate[Count];
        TreeRunner.ForEachChunk(updates.Length, threads, i =>
            updates[i] = new TreeUpdate(_keys[i], _items[i].New is { } value ? Hashing.Sha256(value.Span) : null));
        return updates;
    }

    /// <summary>The changes that undo these, as the tree sees them.</summary>
    public TreeUpdate[] ToTreeUndo()
    {
        var updates = new TreeUpdate[Count];
        for (int i = 0; i < updates.Length; i++)
            updates[i] = new TreeUpdate(_keys[i], _items[i].Old is { } value ? Hashing.Sha256(value.Span) : null);
        return updates;
    }

    private int FirstOf(int slice)
    {
        int low = 0;
        int high = _keys.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (StateSlices.Of(_keys[middle]) < slice)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
