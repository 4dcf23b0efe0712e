using System.Runtime.InteropServices;
using Chain.Script.Metering;

namespace Chain.Script.Values;

/// <summary>
/// The layout of objects: the prototype, and which name has which slot and attributes. Objects that got the same properties in the same
/// order share one shape; adding a property walks a transition. An object with many properties, or one whose layout was bent (deletion,
/// changed attributes, new prototype), has a shape of its own, which is then changed in place.
/// </summary>
/// <remarks>
/// Shapes belong to one machine; those of the frozen realm objects are unique and never change. A shape that is new to the machine is
/// counted as memory: transitions are kept as long as the machine lives.
/// </remarks>
internal sealed class Shape
{
    /// <summary>An object with more properties than this has a shape of its own.</summary>
    internal const int SharedMax = 64;

    private const uint SealMark = 1;
    private const uint PreventMark = 2;
    private const uint FreezeMark = 3;

    private PropertyTable table;
    private Shape? onlyChild;
    private TransitionKey onlyKey;
    private Dictionary<TransitionKey, Shape>? children;

    private Shape(JsObject? prototype, PropertyTable table, int count, bool unique, bool extensible)
    {
        Prototype = prototype;
        this.table = table;
        Count = count;
        IsUnique = unique;
        IsExtensible = extensible;
        prototype?.MarkAsPrototype();
    }

    /// <summary>The prototype of the objects of this shape.</summary>
    internal JsObject? Prototype { get; private set; }

    /// <summary>How many slots the objects use, deleted ones included.</summary>
    internal int Count { get; private set; }

    /// <summary>Whether one object alone has this shape, so that it changes in place.</summary>
    internal bool IsUnique { get; }

    /// <summary>Whether properties may be added.</summary>
    internal bool IsExtensible { get; private set; }

    /// <summary>Whether an inline cache may remember it for receivers.</summary>
    internal bool IsCacheable { get; private set; } = true;

    /// <summary>How many slots are deleted.</summary>
    internal int Deleted => IsUnique ? table.Deleted : 0;

    /// <summary>The shape of empty objects with a prototype.</summary>
    internal static Shape Root(JsObject? prototype) => new(prototype, new PropertyTable(0), 0, unique: false, extensible: true);

    /// <summary>A shape for one object alone.</summary>
    internal static Shape Unique(JsObject? prototype, int capacity = 4) =>
        new(prototype, new PropertyTable(capacity), 0, unique: true, extensible: true) { IsCacheable = false };

    /// <summary>The slot of a name, or −1.</summary>
    internal int Find(PropertyKey key) => table.Find(key, Count);

    internal PropertyKey KeyAt(int slot) => table.KeyAt(slot);

    internal PropertyFlags FlagsAt(int slot) => table.FlagsAt(slot);

    internal bool IsDeleted(int slot) => IsUnique && table.IsDeleted(slot);

    /// <summary>The shape after a property was added: this one when it is unique.</summary>
    internal Shape Add(Meter meter, PropertyKey key, PropertyFlags flags)
    {
        if (IsUnique)
        {
            meter.Allocate(MemoryCosts.TableEntry);
            AddUnique(key, flags);
            return this;
        }
        if (Count >= SharedMax)
        {
            var own = ToUnique(meter);
            return own.Add(meter, key, flags);
        }
        var transition = new TransitionKey(key, flags);
        return Child(transition) ?? Enter(transition, MakeChild(meter, key, flags));
    }

    /// <summary>Adds to a unique shape without counting: realm building.</summary>
    internal void AddUnique(PropertyKey key, PropertyFlags flags)
    {
        table.Append(key, flags);
        Count++;
    }

    /// <summary>A copy that one object alone has.</summary>
    internal Shape ToUnique(Meter meter)
    {
        meter.Allocate(MemoryCosts.Shape + (long)MemoryCosts.TableEntry * Count);
        return new Shape(Prototype, table.Copy(Count, Count + 1), Count, unique: true, IsExtensible) { IsCacheable = false };
    }

    /// <summary>Changes the attributes of a slot of a unique shape.</summary>
    internal void SetFlags(int slot, PropertyFlags flags) => table.SetFlags(slot, flags);

    /// <summary>Takes a name out of a unique shape.</summary>
    internal void Remove(int slot) => table.Remove(slot);

    /// <summary>Changes the prototype of a unique shape.</summary>
    internal void SetPrototype(JsObject? prototype)
    {
        Prototype = prototype;
        prototype?.MarkAsPrototype();
    }

    /// <summary>Builds the table of a unique shape anew without its deleted places.</summary>
    internal void Compact()
    {
        var rebuilt = new PropertyTable(table.Count - table.Deleted);
        for (int i = 0; i < table.Count; i++)
            if (!table.IsDeleted(i))
                rebuilt.Append(table.KeyAt(i), table.FlagsAt(i));
        table = rebuilt;
        Count = rebuilt.Count;
    }

    /// <summary>The shape after an object was closed to new properties, sealed, or frozen.</summary>
    internal Shape Restrict(Meter meter, IntegrityLevel level)
    {
        if (IsUnique)
        {
            // A settled one is frozen already, and other machines read it at the same time.
            if (!IsCacheable)
                RestrictUnique(level);
            return this;
        }
        var transition = new TransitionKey(PropertyKey.Internal(Oddball.Empty, level switch
        {
            IntegrityLevel.Frozen => FreezeMark,
            IntegrityLevel.Sealed => SealMark,
            _ => PreventMark,
        }), PropertyFlags.None);
        if (Child(transition) is { } known)
            return known;
        meter.Allocate(MemoryCosts.Shape + (long)MemoryCosts.TableEntry * Count);
        var made = new Shape(Prototype, table.Copy(Count, Count), Count, unique: false, extensible: false);
        made.RestrictTable(level);
        return Enter(transition, made);
    }

    /// <summary>Marks a unique shape of the frozen realm: it never changes again, so it may be remembered.</summary>
    internal void Settle() => IsCacheable = true;

    /// <summary>Freezes and settles a unique shape that objects of many machines have at once: a layout of the host.</summary>
    internal void SettleFrozen()
    {
        RestrictUnique(IntegrityLevel.Frozen);
        Settle();
    }

    private void RestrictUnique(IntegrityLevel level)
    {
        IsExtensible = false;
        RestrictTable(level);
    }

    private void RestrictTable(IntegrityLevel level)
    {
        if (level == IntegrityLevel.NotExtensible)
            return;
        for (int i = 0; i < Count; i++)
        {
            var flags = table.FlagsAt(i);
            if (table.KeyAt(i).IsPrivate)
                continue;
            flags &= ~PropertyFlags.Configurable;
            if (level == IntegrityLevel.Frozen)
                flags &= ~PropertyFlags.Writable;
            table.SetFlags(i, flags);
        }
    }

    private Shape MakeChild(Meter meter, PropertyKey key, PropertyFlags flags)
    {
        bool atEnd = table.Count == Count;
        meter.Allocate(MemoryCosts.Shape + (atEnd ? MemoryCosts.TableEntry : (long)MemoryCosts.TableEntry * (Count + 1)));
        var next = atEnd ? table : table.Copy(Count, Count + 1);
        next.Append(key, flags);
        return new Shape(Prototype, next, Count + 1, unique: false, IsExtensible);
    }

    private Shape? Child(in TransitionKey key)
    {
        if (children is not null)
            return children.GetValueOrDefault(key);
        return onlyChild is not null && onlyKey.Equals(key) ? onlyChild : null;
    }

    private Shape Enter(in TransitionKey key, Shape child)
    {
        if (children is not null)
            children.Add(key, child);
        else if (onlyChild is null)
            (onlyKey, onlyChild) = (key, child);
        else
            children = new() { [onlyKey] = onlyChild, [key] = child };
        return child;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct TransitionKey(PropertyKey Key, PropertyFlags Flags)
    {
        public bool Equals(TransitionKey other) => Key.Equals(other.Key) && Flags == other.Flags;

        public override int GetHashCode() => Key.GetHashCode() ^ (int)Flags << 24;
    }
}
