using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;

namespace Chain.Script.Values;

/// <summary>
/// An array without holes: the items lie dense in one block. A write at the length appends; a write beyond it, a longer <c>length</c>,
/// deleting an item or giving one attributes of its own is a TypeError. All items share their attributes, which only sealing and
/// freezing change.
/// </summary>
public sealed class JsArray : JsObject
{
    private static readonly PropertyKey LengthKey = PropertyKey.From("length");

    internal Value[] Items;
    private int count;
    private PropertyFlags itemFlags = PropertyFlags.All;
    private bool lengthWritable = true;

    /// <summary>An array over a block of items, of which the first <paramref name="count"/> are in use; the block is counted by the caller.</summary>
    internal JsArray(Shape shape, Value[] items, int count)
        : base(shape, ObjectClass.Array)
    {
        Items = items;
        this.count = count;
    }

    /// <summary>How many items it has.</summary>
    public int Count => count;

    /// <summary>The items.</summary>
    public ReadOnlySpan<Value> Span => Items.AsSpan(0, count);

    /// <summary>Whether items may be assigned.</summary>
    internal bool ItemsWritable => (itemFlags & PropertyFlags.Writable) != 0;

    /// <summary>Whether items may be added and removed as <c>push</c>, <c>pop</c> and <c>splice</c> do.</summary>
    internal bool IsResizable => IsShrinkable && Shape.IsExtensible;

    /// <summary>Whether items may be removed as <c>pop</c> and <c>shift</c> do.</summary>
    internal bool IsShrinkable => itemFlags == PropertyFlags.All && lengthWritable;

    /// <summary>Whether an item may be appended.</summary>
    internal bool CanAppend => lengthWritable && Shape.IsExtensible;

    /// <summary>An item below <see cref="Count"/>.</summary>
    internal ref Value ItemAt(int at) => ref Items[at];

    /// <summary>Appends to an array for which <see cref="CanAppend"/> holds; RangeError beyond the longest array.</summary>
    internal void Append(Machine machine, Value value)
    {
        if (count == Items.Length)
            Grow(machine, count + 1);
        Items[count++] = value;
    }

    /// <summary>Makes room for so many items in all, by doubling; RangeError beyond the longest array.</summary>
    internal void Grow(Machine machine, int wanted)
    {
        if (wanted > ScriptLimits.ArrayItemsMax)
            throw machine.ThrowRange(Messages.ArrayTooLong);
        if (wanted <= Items.Length)
            return;
        int capacity = Math.Min(Math.Max(Math.Max(4, Items.Length * 2), wanted), ScriptLimits.ArrayItemsMax);
        machine.Meter.Allocate(MemoryCosts.OfSlots(capacity));
        Array.Resize(ref Items, capacity);
    }

    /// <summary>Sets the count of a resizable array after its block was changed; items beyond are dropped. Items below must have been written.</summary>
    internal void SetCount(int wanted)
    {
        if (wanted < count)
            Array.Clear(Items, wanted, count - wanted);
        count = wanted;
    }

    internal override OwnLookup GetOwn(Machine machine, PropertyKey key, out Value slot, out PropertyFlags flags)
    {
        if (key.IsIndex)
        {
            if (key.Index < (uint)count)
            {
                slot = Items[key.Index];
                flags = itemFlags;
                return OwnLookup.Found;
            }
            slot = Value.Undefined;
            flags = PropertyFlags.None;
            return OwnLookup.Absent;
        }
        if (key == LengthKey)
        {
            slot = Value.Number(count);
            flags = lengthWritable ? PropertyFlags.Writable : PropertyFlags.None;
            return OwnLookup.Found;
        }
        return base.GetOwn(machine, key, out slot, out flags);
    }

    internal override bool WriteOwn(Machine machine, PropertyKey key, Value value)
    {
        if (key.IsIndex)
        {
            Items[key.Index] = value;
            return true;
        }
        return key == LengthKey ? SetLength(machine, value) : base.WriteOwn(machine, key, value);
    }

    internal override void AddOwn(Machine machine, PropertyKey key, Value slot, PropertyFlags flags)
    {
        if (!key.IsIndex)
        {
            base.AddOwn(machine, key, slot, flags);
            return;
        }
        if (key.Index != (uint)count)
            throw machine.ThrowType(Messages.ArrayHole);
        if (flags != PropertyFlags.All)
            throw machine.ThrowType(Messages.ArrayItemAttributes);
        if (!lengthWritable)
            throw machine.ThrowType(Messages.NotExtensible);
        Append(machine, slot);
    }

    internal override void ChangeOwn(Machine machine, PropertyKey key, Value slot, PropertyFlags flags)
    {
        if (key.IsIndex)
        {
            if (flags != itemFlags)
                throw machine.ThrowType(Messages.ArrayItemAttributes);
            Items[key.Index] = slot;
            return;
        }
        base.ChangeOwn(machine, key, slot, flags);
    }

    /// <inheritdoc/>
    public override bool DefineOwnProperty(Machine machine, PropertyKey key, in PropertyDescriptor descriptor)
    {
        if (key.IsIndex || key != LengthKey)
            return base.DefineOwnProperty(machine, key, descriptor);
        double wanted = count;
        if ((descriptor.Present & DescriptorFields.Value) != 0)
            wanted = ToArrayLength(machine, descriptor.Value);
        var now = Value.Number(count);
        var flags = lengthWritable ? PropertyFlags.Writable : PropertyFlags.None;
        var checkedDescriptor = descriptor;
        if ((descriptor.Present & DescriptorFields.Value) != 0)
            checkedDescriptor.Value = Value.Number(wanted);
        if (!DescriptorRules.MayChange(machine, now, flags, checkedDescriptor))
            return false;
        bool done = wanted == count || Truncate(machine, wanted);
        if ((descriptor.Present & DescriptorFields.Writable) != 0 && !descriptor.Writable)
            lengthWritable = false;
        return done;
    }

    /// <inheritdoc/>
    public override bool Delete(Machine machine, PropertyKey key)
    {
        if (key.IsIndex)
        {
            if (key.Index < (uint)count)
                throw machine.ThrowType(Messages.ArrayDelete);
            return true;
        }
        return key != LengthKey && base.Delete(machine, key);
    }

    internal override void SetIntegrity(Machine machine, IntegrityLevel level)
    {
        base.SetIntegrity(machine, level);
        Restrict(level);
    }

    /// <summary>Closes the items, which the shape does not know of.</summary>
    internal void Restrict(IntegrityLevel level)
    {
        if (level >= IntegrityLevel.Sealed)
            itemFlags &= ~PropertyFlags.Configurable;
        if (level == IntegrityLevel.Frozen)
        {
            itemFlags &= ~PropertyFlags.Writable;
            lengthWritable = false;
        }
    }

    internal override int ExoticKeyCount => count + 1;

    internal override void AddExoticIndexes(List<PropertyKey> keys)
    {
        for (int i = 0; i < count; i++)
            keys.Add(PropertyKey.FromIndex((uint)i));
    }

    internal override void AddExoticNames(List<PropertyKey> keys) => keys.Add(LengthKey);

    private static double ToArrayLength(Machine machine, Value value)
    {
        double length = Conversions.ToUint32(machine, value);
        if (Conversions.ToNumber(machine, value) != length)
            throw machine.ThrowRange(Messages.ArrayLength);
        return length;
    }

    private bool SetLength(Machine machine, Value value)
    {
        double wanted = ToArrayLength(machine, value);
        if (!lengthWritable)
            return false;
        return wanted == count || Truncate(machine, wanted);
    }

    private bool Truncate(Machine machine, double wanted)
    {
        if (wanted > count)
            throw machine.ThrowType(Messages.ArrayGrow);
        if ((itemFlags & PropertyFlags.Configurable) == 0)
            return false;
        SetCount((int)wanted);
        return true;
    }
}
