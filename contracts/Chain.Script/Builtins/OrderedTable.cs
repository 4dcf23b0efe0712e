using System.Numerics;
using System.Runtime.InteropServices;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// The table behind Map and Set: entries in the order of insertion, and chains of equal bucket through them.
///
/// Deleting leaves a hole that keeps its place until the table is packed, which happens when it is full or mostly holes. Whoever walks the
/// table holds no place that packing could invalidate, but the number of the next entry: entries are numbered as they are added, packing
/// keeps numbers and order, so the place is found again by binary search. A table therefore knows nothing of its walkers, and a walker that
/// is forgotten costs nothing.
///
/// Hash flooding is harmless because hashes are keyed (<see cref="KeyHash"/>).
/// </summary>
internal sealed class OrderedTable
{
    private const int CapacityMin = 4;

    /// <summary>Logical bytes of one place: key, value, number, hash, chain and bucket.</summary>
    internal const int BytesPerEntry = 56;

    private Entry[] entries = [];
    private int[] buckets = [];
    private int used;
    private long nextNumber;
    private int packings;

    /// <summary>How many keys it has.</summary>
    internal int Count { get; private set; }

    /// <summary>The place of a key, or −1. The place holds until the next change.</summary>
    internal int Find(Machine machine, in Value key)
    {
        if (Count == 0)
            return -1;
        var normal = Normalise(key);
        return Find(machine, normal, KeyHash.Of(machine, normal));
    }

    /// <summary>The value at a place that <see cref="Find(Machine, in Value)"/> gave.</summary>
    internal ref Value ValueAt(int place) => ref entries[place].Value;

    /// <summary>Gives a key a value; a new key goes to the end.</summary>
    internal void Set(Machine machine, in Value key, in Value value)
    {
        var normal = Normalise(key);
        uint hash = KeyHash.Of(machine, normal);
        int place = Find(machine, normal, hash);
        if (place >= 0)
        {
            entries[place].Value = value;
            return;
        }

        if (used == entries.Length)
            MakeRoom(machine);
        ref var entry = ref entries[used];
        entry = new Entry { Key = normal, Value = value, Number = nextNumber++, Hash = hash };
        Chain(used++);
        Count++;
    }

    /// <summary>Takes a key out; whether it was there.</summary>
    internal bool Delete(Machine machine, in Value key)
    {
        int place = Find(machine, key);
        if (place < 0)
            return false;
        Unchain(place);
        entries[place].Key = Value.Empty;
        entries[place].Value = Value.Undefined;
        Count--;
        if (used > 4 * CapacityMin && Count < used / 4)
            Repack(machine, entries.Length);
        return true;
    }

    /// <summary>Takes every key out. Walkers go on with what is added afterwards.</summary>
    internal void Clear()
    {
        entries = [];
        buckets = [];
        used = 0;
        Count = 0;
        packings++;
    }

    /// <summary>Another table with the same entries in the same order.</summary>
    internal OrderedTable Copy(Machine machine)
    {
        var copy = new OrderedTable();
        if (Count == 0)
            return copy;
        CollectionCosts.Repack.Charge(machine, used);
        int capacity = CapacityMin;
        while (capacity < Count)
            capacity *= 2;
        copy.Allocate(machine, capacity);
        copy.nextNumber = nextNumber;
        copy.TakeFrom(entries.AsSpan(0, used));
        return copy;
    }

    /// <summary>The place of the next entry of a walk, or −1 at the end. Holes passed are charged.</summary>
    internal int Step(Machine machine, ref Walk walk)
    {
        int place = walk.Packings == packings ? walk.Place : PlaceOf(walk.Number);
        int from = place;
        while (place < used && entries[place].Key.IsEmpty)
            place++;
        CollectionCosts.HolesPassed.Charge(machine, place - from);
        walk = place < used
            ? new Walk { Place = place + 1, Number = entries[place].Number + 1, Packings = packings }
            : new Walk { Place = place, Number = nextNumber, Packings = packings };
        return place < used ? place : -1;
    }

    /// <summary>The key at a place that <see cref="Step"/> gave.</summary>
    internal Value KeyAt(int place) => entries[place].Key;

    private static Value Normalise(in Value key) =>
        !key.IsNumber ? key : key.AsNumber == 0 ? Value.Number(0) : double.IsNaN(key.AsNumber) ? Value.NaN : key;

    private static bool Same(Machine machine, in Value kept, in Value sought)
    {
        if (kept.Kind != sought.Kind)
            return false;
        if (kept.IsNumber)
            return kept.AsNumber.Equals(sought.AsNumber);
        if (ReferenceEquals(kept.Ref, sought.Ref))
            return true;
        if (kept.IsBigInt)
            return kept.AsBigInt == sought.AsBigInt;
        if (!kept.IsString || kept.AsString.Length != sought.AsString.Length)
            return false;
        CollectionCosts.KeyText.Charge(machine, kept.AsString.Length);
        return string.Equals(kept.AsString.Flat(machine.Meter), sought.AsString.Flat(machine.Meter), StringComparison.Ordinal);
    }

    private int Find(Machine machine, in Value normal, uint hash)
    {
        if (buckets.Length == 0)
            return -1;
        int place = buckets[Bucket(hash)] - 1;
        while (place >= 0)
        {
            ref var entry = ref entries[place];
            if (entry.Hash == hash && Same(machine, entry.Key, normal))
                return place;
            place = entry.Next - 1;
        }

        return -1;
    }

    private void Chain(int place)
    {
        ref int bucket = ref buckets[Bucket(entries[place].Hash)];
        entries[place].Next = bucket;
        bucket = place + 1;
    }

    private void Unchain(int place)
    {
        ref int link = ref buckets[Bucket(entries[place].Hash)];
        while (link - 1 != place)
            link = ref entries[link - 1].Next;
        link = entries[place].Next;
    }

    /// <summary>As many of the upper bits as there are buckets for; their number is a power of two from 4 upwards.</summary>
    private int Bucket(uint hash) => (int)(hash >> (BitOperations.LeadingZeroCount((uint)buckets.Length) + 1));

    private void MakeRoom(Machine machine) =>
        Repack(machine, entries.Length == 0 ? CapacityMin : Count > entries.Length / 2 ? entries.Length * 2 : entries.Length);

    /// <summary>Closes the holes, in as many places as asked for. Halving happens in place, so deleting never allocates.</summary>
    private void Repack(Machine machine, int capacity)
    {
        CollectionCosts.Repack.Charge(machine, used);
        var old = entries.AsSpan(0, used);
        if (capacity > entries.Length)
            Allocate(machine, capacity);
        else
            Array.Clear(buckets);
        used = 0;
        packings++;
        TakeFrom(old);
    }

    private void Allocate(Machine machine, int capacity)
    {
        machine.Meter.Allocate((long)capacity * BytesPerEntry);
        entries = new Entry[capacity];
        buckets = new int[capacity];
    }

    /// <summary>Appends the live entries of an older array, which may be this one's own.</summary>
    private void TakeFrom(Span<Entry> old)
    {
        for (int at = 0; at < old.Length; at++)
        {
            if (old[at].Key.IsEmpty)
                continue;
            entries[used] = old[at];
            Chain(used++);
        }

        Count = used;
        if (old.Overlaps(entries))
            entries.AsSpan(used).Clear();
    }

    private int PlaceOf(long number)
    {
        int low = 0;
        int high = used;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (entries[middle].Number < number)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>How far a walk has come.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct Walk
    {
        /// <summary>The place to look at next, as long as the table has not been packed since.</summary>
        internal int Place;

        /// <summary>The lowest number not visited.</summary>
        internal long Number;

        /// <summary>The packings that <see cref="Place"/> is good for.</summary>
        internal int Packings;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        internal Value Key;
        internal Value Value;
        internal long Number;
        internal uint Hash;
        internal int Next;
    }
}
