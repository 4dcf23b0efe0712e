using Chain.Primitives;
using Chain.State.Tree;

namespace Chain.State;

/// <summary>What a block changed: each key once, ascending bytewise, with the value before and after. The old values are the block's undo record.</summary>
public sealed class StateWrites
{
    private readonly StateWrite[] _items;

    private StateWrites(StateWrite[] items) => _items = items;

    /// <summary>Nothing changed.</summary>
    public static StateWrites None { get; } = new([]);

    /// <summary>The changes, ascending by key.</summary>
    public IReadOnlyList<StateWrite> Items => _items;

    /// <summary>The changes as a span, for loops that are hot.</summary>
    public ReadOnlySpan<StateWrite> Span => _items;

    /// <summary>How many keys changed.</summary>
    public int Count => _items.Length;

    /// <summary>Takes changes in any order. Keys are unique; a change whose values are equal is dropped.</summary>
    /// <exception cref="InvariantException">A key occurs twice.</exception>
    public static StateWrites Create(IEnumerable<StateWrite> changes)
    {
        StateWrite[] items = Sorted([.. changes.Where(change => !SameValue(change.OldValue, change.NewValue))]);
        for (int i = 1; i < items.Length; i++)
            Invariant.Holds(!items[i].Key.Span.SequenceEqual(items[i - 1].Key.Span), "a key is changed once");
        return items.Length == 0 ? None : new StateWrites(items);
    }

    /// <summary>The new value of a key: false when these writes do not touch it; a null value when they delete it.</summary>
    public bool TryFind(ReadOnlySpan<byte> key, out StateWrite write)
    {
        int low = 0;
        int high = _items.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = _items[middle].Key.Span.SequenceCompareTo(key);
            if (order == 0)
            {
                write = _items[middle];
                return true;
            }
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        write = default;
        return false;
    }

    /// <summary>The writes that undo these.</summary>
    public StateWrites Invert() => new([.. _items.Select(item => new StateWrite(item.Key, item.OldValue, item.NewValue))]);

    /// <summary>These writes and then <paramref name="later"/>, as one set: what a store commit of two heights writes.</summary>
    /// <exception cref="InvariantException">The later writes did not start from the state that these made.</exception>
    public StateWrites Then(StateWrites later)
    {
        var merged = new List<StateWrite>(Count + later.Count);
        int i = 0;
        int j = 0;
        while (i < Count || j < later.Count)
        {
            int order = i == Count ? 1 : j == later.Count ? -1 : _items[i].Key.Span.SequenceCompareTo(later._items[j].Key.Span);
            if (order < 0)
                merged.Add(_items[i++]);
            else if (order > 0)
                merged.Add(later._items[j++]);
            else
            {
                Invariant.Holds(SameValue(_items[i].NewValue, later._items[j].OldValue), "later writes start where the earlier ones ended");
                if (!SameValue(_items[i].OldValue, later._items[j].NewValue))
                    merged.Add(_items[i] with { NewValue = later._items[j].NewValue });
                i++;
                j++;
            }
        }
        return merged.Count == 0 ? None : new StateWrites([.. merged]);
    }

    /// <summary>The same changes as the tree sees them, ascending by key hash: H(key), and H(new value) or null.</summary>
    public TreeUpdate[] ToTreeUpdates()
    {
        var updates = new TreeUpdate[Count];
        for (int i = 0; i < updates.Length; i++)
            updates[i] = TreeUpdate.Of(_items[i].Key.Span, _items[i].NewValue);
        TreeUpdate.Sort(updates);
        return updates;
    }

    // Sorts places by the first eight bytes of their keys and compares whole keys only on a tie: moving small values is cheap.
    private static StateWrite[] Sorted(StateWrite[] items)
    {
        var order = new (ulong Head, int Place)[items.Length];
        for (int i = 0; i < items.Length; i++)
            order[i] = (HeadOf(items[i].Key.Span), i);
        Array.Sort(order, (x, y) => x.Head != y.Head ? x.Head.CompareTo(y.Head) : items[x.Place].Key.Span.SequenceCompareTo(items[y.Place].Key.Span));
        var sorted = new StateWrite[items.Length];
        for (int i = 0; i < sorted.Length; i++)
            sorted[i] = items[order[i].Place];
        return sorted;
    }

    private static ulong HeadOf(ReadOnlySpan<byte> key)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        key[..Math.Min(key.Length, head.Length)].CopyTo(head);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(head);
    }

    internal static bool SameValue(ReadOnlyMemory<byte>? x, ReadOnlyMemory<byte>? y) =>
        x is { } left && y is { } right ? left.Span.SequenceEqual(right.Span) : x is null && y is null;
}
