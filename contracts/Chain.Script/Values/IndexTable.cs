using Chain.Script.Metering;

namespace Chain.Script.Values;

/// <summary>
/// The properties of an ordinary object whose names are array indexes, sorted, because they are enumerated in that order. An insertion
/// before the end moves what is behind it and is charged for it.
/// </summary>
internal sealed class IndexTable
{
    private const int First = 4;

    private uint[] keys;
    private Value[] values;
    private PropertyFlags[] flags;

    internal IndexTable(Meter meter)
    {
        meter.Allocate(MemoryCosts.IndexTable);
        keys = new uint[First];
        values = new Value[First];
        flags = new PropertyFlags[First];
    }

    internal int Count { get; private set; }

    internal uint KeyAt(int place) => keys[place];

    internal ref Value ValueAt(int place) => ref values[place];

    internal ref PropertyFlags FlagsAt(int place) => ref flags[place];

    /// <summary>The place of a key; the complement of where it belongs when it is not there.</summary>
    internal int Find(uint key)
    {
        if (Count == 0 || key > keys[Count - 1])
            return ~Count;
        return Array.BinarySearch(keys, 0, Count, key);
    }

    internal void Insert(Meter meter, int place, uint key, Value value, PropertyFlags attributes)
    {
        meter.Charge((Count - place) / 2);
        if (Count == keys.Length)
        {
            meter.Allocate((long)MemoryCosts.TableEntry * Count);
            Array.Resize(ref keys, Count * 2);
            Array.Resize(ref values, Count * 2);
            Array.Resize(ref flags, Count * 2);
        }
        int behind = Count - place;
        Array.Copy(keys, place, keys, place + 1, behind);
        Array.Copy(values, place, values, place + 1, behind);
        Array.Copy(flags, place, flags, place + 1, behind);
        keys[place] = key;
        values[place] = value;
        flags[place] = attributes;
        Count++;
    }

    internal void Remove(Meter meter, int place)
    {
        int behind = Count - place - 1;
        meter.Charge(behind / 2);
        Array.Copy(keys, place + 1, keys, place, behind);
        Array.Copy(values, place + 1, values, place, behind);
        Array.Copy(flags, place + 1, flags, place, behind);
        Count--;
        values[Count] = default;
    }

    internal void Restrict(IntegrityLevel level)
    {
        if (level == IntegrityLevel.NotExtensible)
            return;
        for (int i = 0; i < Count; i++)
        {
            flags[i] &= ~PropertyFlags.Configurable;
            if (level == IntegrityLevel.Frozen)
                flags[i] &= ~PropertyFlags.Writable;
        }
    }
}
