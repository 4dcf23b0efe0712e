using System.Numerics;

namespace Chain.Script.Values;

/// <summary>
/// Names and attributes in the order in which they were added; the place of a name is also its slot. Shapes along one line of transitions
/// share one table and see a prefix of it; an object with many or deleted properties has a table of its own.
/// </summary>
/// <remarks>
/// Up to eight names are searched in a row, more through an open hash of places. String hashes are keyed by the process, so no script
/// can aim at one bucket; the order of enumeration never comes from them.
/// </remarks>
internal sealed class PropertyTable
{
    private const int LinearMax = 8;

    private PropertyKey[] keys;
    private PropertyFlags[] flags;
    private int[]? places;

    /// <summary>The hash of each place, kept beside it so that growing and searching need not look into the names.</summary>
    private int[] hashes = [];

    internal PropertyTable(int capacity)
    {
        keys = capacity == 0 ? [] : new PropertyKey[capacity];
        flags = capacity == 0 ? [] : new PropertyFlags[capacity];
    }

    /// <summary>How many places are taken, deleted ones included.</summary>
    internal int Count { get; private set; }

    /// <summary>How many of them are deleted.</summary>
    internal int Deleted { get; private set; }

    internal PropertyKey KeyAt(int place) => keys[place];

    internal PropertyFlags FlagsAt(int place) => flags[place];

    internal void SetFlags(int place, PropertyFlags value) => flags[place] = value;

    internal bool IsDeleted(int place) => ReferenceEquals(keys[place].Ref, Oddball.Empty);

    /// <summary>The place of a name among the first <paramref name="limit"/>, or −1.</summary>
    internal int Find(PropertyKey key, int limit)
    {
        if (places is null)
        {
            var seen = keys;
            for (int i = 0; i < limit; i++)
                if (seen[i].Equals(key))
                    return i;
            return -1;
        }
        int mask = places.Length - 1;
        int hash = key.GetHashCode();
        for (int at = hash & mask; ; at = (at + 1) & mask)
        {
            int place = places[at] - 1;
            if (place < 0)
                return -1;
            if (hashes[place] == hash && keys[place].Equals(key))
                return place < limit ? place : -1;
        }
    }

    /// <summary>Adds a name that is not there.</summary>
    internal void Append(PropertyKey key, PropertyFlags value)
    {
        if (Count == keys.Length)
        {
            int capacity = Math.Max(4, keys.Length * 2);
            Array.Resize(ref keys, capacity);
            Array.Resize(ref flags, capacity);
        }
        keys[Count] = key;
        flags[Count] = value;
        Count++;
        if (Count <= LinearMax)
            return;
        if (hashes.Length < keys.Length)
            Array.Resize(ref hashes, keys.Length);
        if (places is not null && Count * 2 <= places.Length)
        {
            hashes[Count - 1] = key.GetHashCode();
            Enter(Count - 1);
        }
        else
        {
            Rehash();
        }
    }

    /// <summary>Takes a name out; its place stays empty until the owner rebuilds.</summary>
    internal void Remove(int place)
    {
        keys[place] = Tombstone;
        flags[place] = PropertyFlags.None;
        Deleted++;
    }

    /// <summary>A copy of the first <paramref name="limit"/> places.</summary>
    internal PropertyTable Copy(int limit, int capacity)
    {
        var copy = new PropertyTable(Math.Max(limit, capacity));
        Array.Copy(keys, copy.keys, limit);
        Array.Copy(flags, copy.flags, limit);
        copy.Count = limit;
        for (int i = 0; i < limit; i++)
            if (IsDeleted(i))
                copy.Deleted++;
        if (limit > LinearMax)
            copy.Rehash();
        return copy;
    }

    private static PropertyKey Tombstone => PropertyKey.Internal(Oddball.Empty);

    private void Rehash()
    {
        bool known = places is not null;
        if (hashes.Length < keys.Length)
            Array.Resize(ref hashes, keys.Length);
        for (int i = known ? Count - 1 : 0; i < Count; i++)
            hashes[i] = keys[i].GetHashCode();
        places = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Count * 3)];
        for (int i = 0; i < Count; i++)
            if (!IsDeleted(i))
                Enter(i);
    }

    private void Enter(int place)
    {
        int mask = places!.Length - 1;
        int at = hashes[place] & mask;
        while (places[at] != 0)
            at = (at + 1) & mask;
        places[at] = place + 1;
    }
}
