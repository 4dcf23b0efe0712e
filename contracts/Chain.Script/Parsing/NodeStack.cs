using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Chain.Script.Parsing;

/// <summary>
/// The lists that are being built, one on top of the other: a nested construct finishes its list before the outer one goes on with its own, so
/// one growing array serves them all and each finished list is allocated once, at its exact length.
/// </summary>
internal sealed class NodeStack<T>
{
    private T[] items = new T[32];

    /// <summary>Where the next item goes: the beginning of a list that starts now.</summary>
    public int Count { get; private set; }

    public ref readonly T this[int index] => ref items[index];

    public void Push(T item)
    {
        if (Count == items.Length)
            Array.Resize(ref items, Count * 2);
        items[Count++] = item;
    }

    /// <summary>Takes the last item off.</summary>
    public T Pop() => items[--Count];

    /// <summary>Takes off the list that began at <paramref name="mark"/>.</summary>
    public ImmutableArray<T> PopList(int mark)
    {
        if (Count == mark)
            return [];
        T[] list = items.AsSpan(mark, Count - mark).ToArray();
        Count = mark;
        return ImmutableCollectionsMarshal.AsImmutableArray(list);
    }

    /// <summary>Drops everything from <paramref name="mark"/> on.</summary>
    public void Drop(int mark) => Count = mark;
}
