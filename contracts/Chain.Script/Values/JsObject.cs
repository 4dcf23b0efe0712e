using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Chain.Script.Execution;
using Chain.Script.Metering;

namespace Chain.Script.Values;

/// <summary>
/// An object: a shape, its slots, and a side table for index names. The essential internal methods of the specification are virtual where
/// an exotic object differs; walking the prototype chain is never recursive, and each step is charged.
/// </summary>
public class JsObject : HeapValue
{
    internal Shape Shape;
    internal Value[] Slots = [];
    private ObjectExtras? extras;
    internal readonly ObjectClass Class;
    private ObjectMarks marks;

    internal JsObject(Shape shape, ObjectClass objectClass = ObjectClass.Ordinary)
        : base(ValueKind.Object)
    {
        Shape = shape;
        Class = objectClass;
    }

    /// <summary>What kind of object it is.</summary>
    public ObjectClass ObjectClass => Class;

    /// <summary>Whether it can be called.</summary>
    public bool IsCallable => Class is ObjectClass.ScriptFunction or ObjectClass.NativeFunction or ObjectClass.BoundFunction;

    /// <summary>Whether <c>new</c> takes it.</summary>
    public virtual bool IsConstructor => false;

    /// <summary>Whether it belongs to the frozen realm, which all machines share.</summary>
    public bool IsIntrinsic => (marks & ObjectMarks.Intrinsic) != 0;

    /// <summary>Its prototype.</summary>
    internal JsObject? Prototype => Shape.Prototype;

    internal IndexTable? Indexed => extras?.Indexed;

    /// <summary>Whether a change of its layout must be told to the inline caches.</summary>
    internal bool IsUsedAsPrototype => (marks & ObjectMarks.Prototype) != 0;

    internal ObjectExtras Extras => extras ??= new ObjectExtras();

    /// <summary>The number of the intrinsic that it is, or −1.</summary>
    internal int IntrinsicNumber => extras is null ? -1 : extras.IntrinsicPlusOne - 1;

    // ------------------------------------------------------------------ the essential internal methods

    /// <summary>[[GetPrototypeOf]].</summary>
    public JsObject? GetPrototypeOf() => Shape.Prototype;

    /// <summary>[[SetPrototypeOf]]: false when the object is not extensible or a cycle would arise.</summary>
    public virtual bool SetPrototypeOf(Machine machine, JsObject? prototype)
    {
        if (ReferenceEquals(prototype, Shape.Prototype))
            return true;
        if (!IsExtensible() || IsIntrinsic)
            return false;
        for (var at = prototype; at is not null; at = at.Prototype)
        {
            machine.Meter.Charge(CoreGas.ChainStep);
            if (ReferenceEquals(at, this))
                return false;
        }
        if (Shape.Count == 0 && !Shape.IsUnique)
        {
            Shape = machine.RootShape(prototype);
        }
        else
        {
            MakeUnique(machine);
            Shape.SetPrototype(prototype);
        }
        LayoutChanged(machine);
        return true;
    }

    /// <summary>[[IsExtensible]].</summary>
    public virtual bool IsExtensible() => Shape.IsExtensible;

    /// <summary>[[PreventExtensions]].</summary>
    public bool PreventExtensions(Machine machine)
    {
        SetIntegrity(machine, IntegrityLevel.NotExtensible);
        return true;
    }

    /// <summary>[[GetOwnProperty]].</summary>
    public bool GetOwnProperty(Machine machine, PropertyKey key, out PropertyDescriptor descriptor)
    {
        if (GetOwn(machine, key, out var slot, out var flags) == OwnLookup.Found)
        {
            descriptor = PropertyDescriptor.OfSlot(slot, flags);
            return true;
        }
        descriptor = PropertyDescriptor.None;
        return false;
    }

    /// <summary>[[DefineOwnProperty]]: ValidateAndApplyPropertyDescriptor of the specification.</summary>
    public virtual bool DefineOwnProperty(Machine machine, PropertyKey key, in PropertyDescriptor descriptor)
    {
        bool exists = GetOwn(machine, key, out var slot, out var flags) == OwnLookup.Found;
        if (!exists)
        {
            if (!IsExtensible())
                return false;
            var made = descriptor.IsAccessor
                ? Value.Heap(machine.NewAccessor(ObjectOrNull(descriptor.Getter), ObjectOrNull(descriptor.Setter)))
                : descriptor.Value;
            AddOwn(machine, key, made, descriptor.IsAccessor ? (descriptor.Flags & ~PropertyFlags.Writable) | PropertyFlags.Accessor : descriptor.Flags);
            return true;
        }
        if (!DescriptorRules.MayChange(machine, slot, flags, descriptor))
            return false;
        var (newSlot, newFlags) = DescriptorRules.Apply(machine, slot, flags, descriptor);
        ChangeOwn(machine, key, newSlot, newFlags);
        return true;
    }

    /// <summary>[[HasProperty]].</summary>
    public bool HasProperty(Machine machine, PropertyKey key)
    {
        for (var at = this; ;)
        {
            var found = at.GetOwn(machine, key, out _, out _);
            if (found != OwnLookup.Absent)
                return found == OwnLookup.Found;
            if (at.Prototype is not { } next)
                return false;
            machine.Meter.Charge(CoreGas.PrototypeStep);
            at = next;
        }
    }

    /// <summary>[[Get]].</summary>
    public Value Get(Machine machine, PropertyKey key, Value receiver)
    {
        if (!TryFind(machine, key, out var slot, out var flags, out _))
            return Value.Undefined;
        if ((flags & PropertyFlags.Accessor) == 0)
            return slot;
        var getter = Unsafe.As<AccessorPair>(slot.Ref!).Getter;
        return getter is null ? Value.Undefined : machine.CallFunction(Value.Of(getter), receiver, []);
    }

    /// <summary>[[Get]] with the object itself as receiver.</summary>
    public Value Get(Machine machine, PropertyKey key) => Get(machine, key, Value.Of(this));

    /// <summary>[[Set]]: false when the assignment is refused.</summary>
    public bool Set(Machine machine, PropertyKey key, Value value, Value receiver)
    {
        var outcome = TrySet(machine, key, value, receiver, out var setter);
        if (outcome == SetOutcome.Setter)
            machine.CallFunction(Value.Of(setter!), receiver, [value]);
        return outcome != SetOutcome.Refused;
    }

    /// <summary>[[Set]] up to the call of a setter, which is left to the caller.</summary>
    internal SetOutcome TrySet(Machine machine, PropertyKey key, Value value, Value receiver, out JsObject? setter)
    {
        setter = null;
        JsObject? holder = this;
        Value slot;
        PropertyFlags flags;
        while (true)
        {
            if ((holder.marks & ObjectMarks.InterceptsSet) != 0 && holder.InterceptSet(machine, key, value, receiver, out bool done))
                return Outcome(done);
            if (holder.GetOwn(machine, key, out slot, out flags) == OwnLookup.Found)
                break;
            holder = holder.Prototype;
            if (holder is null)
                return Outcome(SetOnReceiver(machine, key, value, receiver, known: false));
            machine.Meter.Charge(CoreGas.PrototypeStep);
        }
        if ((flags & PropertyFlags.Accessor) != 0)
        {
            setter = Unsafe.As<AccessorPair>(slot.Ref!).Setter;
            return setter is null ? SetOutcome.Refused : SetOutcome.Setter;
        }
        bool own = ReferenceEquals(holder, receiver.Ref);
        if ((flags & PropertyFlags.Writable) == 0 && (own || !holder.IsIntrinsic))
            return SetOutcome.Refused;
        return Outcome(SetOnReceiver(machine, key, value, receiver, own));
    }

    /// <summary>[[Delete]]: false when the property stays.</summary>
    public virtual bool Delete(Machine machine, PropertyKey key)
    {
        if (GetOwn(machine, key, out _, out var flags) != OwnLookup.Found)
            return true;
        if ((flags & PropertyFlags.Configurable) == 0)
            return false;
        if (key.IsIndex)
        {
            var table = extras!.Indexed!;
            table.Remove(machine.Meter, table.Find(key.Index));
            LayoutChanged(machine);
            return true;
        }
        MakeUnique(machine);
        int place = Shape.Find(key);
        Shape.Remove(place);
        Slots[place] = Value.Undefined;
        if (Shape.Deleted > 16 && Shape.Deleted > Shape.Count / 2)
            CompactSlots(machine);
        LayoutChanged(machine);
        return true;
    }

    /// <summary>[[OwnPropertyKeys]]: indexes in order, then strings, then symbols as they were added. Charged by the key.</summary>
    public List<PropertyKey> OwnKeys(Machine machine)
    {
        Prepare(machine);
        int count = Shape.Count + (Indexed?.Count ?? 0) + ExoticKeyCount;
        machine.Meter.Charge(CoreGas.OwnKey, count);
        machine.Meter.Allocate(MemoryCosts.OfSlots(count));
        var keys = new List<PropertyKey>(count);
        AddExoticIndexes(keys);
        for (int i = 0; i < (Indexed?.Count ?? 0); i++)
            keys.Add(PropertyKey.FromIndex(Indexed!.KeyAt(i)));
        AddExoticNames(keys);
        bool symbols = false;
        for (int i = 0; i < Shape.Count; i++)
        {
            var key = Shape.KeyAt(i);
            if (key.IsString)
                keys.Add(key);
            symbols |= key.IsSymbol;
        }
        for (int i = 0; symbols && i < Shape.Count; i++)
            if (Shape.KeyAt(i) is { IsSymbol: true } symbol)
                keys.Add(symbol);
        return keys;
    }

    // ------------------------------------------------------------------ what exotic objects override

    /// <summary>Finds an own property: the slot (an <see cref="AccessorPair"/> for accessors) and its flags.</summary>
    internal virtual OwnLookup GetOwn(Machine machine, PropertyKey key, out Value slot, out PropertyFlags flags)
    {
        if (key.IsIndex)
        {
            if (extras?.Indexed is { } table)
            {
                machine.Meter.Charge(CoreGas.TableLookup);
                int at = table.Find(key.Index);
                if (at >= 0)
                {
                    slot = table.ValueAt(at);
                    flags = table.FlagsAt(at);
                    return OwnLookup.Found;
                }
            }
        }
        else
        {
            int place = Shape.Find(key);
            if (place >= 0)
            {
                slot = Slots[place];
                flags = Shape.FlagsAt(place);
                return OwnLookup.Found;
            }
        }
        slot = Value.Undefined;
        flags = PropertyFlags.None;
        return OwnLookup.Absent;
    }

    /// <summary>Writes the value of an own data property that is there and writable.</summary>
    internal virtual bool WriteOwn(Machine machine, PropertyKey key, Value value)
    {
        if (key.IsIndex)
        {
            var table = extras!.Indexed!;
            table.ValueAt(table.Find(key.Index)) = value;
        }
        else
        {
            Slots[Shape.Find(key)] = value;
        }
        return true;
    }

    /// <summary>Adds an own property that is not there; the object is known to be extensible.</summary>
    internal virtual void AddOwn(Machine machine, PropertyKey key, Value slot, PropertyFlags flags)
    {
        machine.Meter.Charge(CoreGas.AddProperty);
        if (key.IsIndex)
        {
            var table = Extras.Indexed ??= new IndexTable(machine.Meter);
            table.Insert(machine.Meter, ~table.Find(key.Index), key.Index, slot, flags);
        }
        else
        {
            var next = Shape.Add(machine.Meter, key, flags);
            PutSlot(machine, next.Count - 1, slot);
            Shape = next;
        }
        LayoutChanged(machine);
    }

    /// <summary>Changes the slot and flags of an own property that is there.</summary>
    internal virtual void ChangeOwn(Machine machine, PropertyKey key, Value slot, PropertyFlags flags)
    {
        if (key.IsIndex)
        {
            var table = extras!.Indexed!;
            int at = table.Find(key.Index);
            table.ValueAt(at) = slot;
            table.FlagsAt(at) = flags;
            LayoutChanged(machine);
            return;
        }
        int place = Shape.Find(key);
        if (Shape.FlagsAt(place) != flags)
        {
            MakeUnique(machine);
            Shape.SetFlags(place, flags);
            LayoutChanged(machine);
        }
        Slots[place] = slot;
    }

    /// <summary>Takes an assignment before the ordinary rules do; only for objects marked with <see cref="ObjectMarks.InterceptsSet"/>.</summary>
    internal virtual bool InterceptSet(Machine machine, PropertyKey key, Value value, Value receiver, out bool done)
    {
        done = false;
        return false;
    }

    /// <summary>Closes the object to change.</summary>
    internal virtual void SetIntegrity(Machine machine, IntegrityLevel level)
    {
        Prepare(machine);
        if (level != IntegrityLevel.NotExtensible)
            machine.Meter.Charge(CoreGas.RestrictProperty, Shape.Count + (Indexed?.Count ?? 0));
        Shape = Shape.Restrict(machine.Meter, level);
        extras?.Indexed?.Restrict(level);
        LayoutChanged(machine);
    }

    /// <summary>Makes own properties that are made late (those of functions).</summary>
    internal virtual void Prepare(Machine machine)
    {
    }

    /// <summary>How many own keys are neither in the shape nor in the index table.</summary>
    internal virtual int ExoticKeyCount => 0;

    /// <summary>Adds the exotic index keys, in order.</summary>
    internal virtual void AddExoticIndexes(List<PropertyKey> keys)
    {
    }

    /// <summary>Adds the exotic string keys.</summary>
    internal virtual void AddExoticNames(List<PropertyKey> keys)
    {
    }

    // ------------------------------------------------------------------ for the machine

    /// <summary>Finds a property here or on the prototype chain.</summary>
    internal bool TryFind(Machine machine, PropertyKey key, out Value slot, out PropertyFlags flags, [NotNullWhen(true)] out JsObject? holder)
    {
        for (var at = this; ;)
        {
            var found = at.GetOwn(machine, key, out slot, out flags);
            if (found == OwnLookup.Found)
            {
                holder = at;
                return true;
            }
            if (found == OwnLookup.Stop || at.Prototype is not { } next)
            {
                holder = null;
                return false;
            }
            machine.Meter.Charge(CoreGas.PrototypeStep);
            at = next;
        }
    }

    /// <summary>Puts a property in place without counting or checks: realm building, and layouts known from elsewhere.</summary>
    internal void PutRaw(PropertyKey key, Value slot, PropertyFlags flags)
    {
        Invariant(Shape.IsUnique && !key.IsIndex);
        int place = Shape.Find(key);
        if (place >= 0)
        {
            Shape.SetFlags(place, flags);
            Slots[place] = slot;
            return;
        }
        Shape.AddUnique(key, flags);
        if (Shape.Count > Slots.Length)
            Array.Resize(ref Slots, Math.Max(4, Slots.Length * 2));
        Slots[Shape.Count - 1] = slot;
    }

    /// <summary>Writes a slot, growing the slots by the fixed rule 4, 8, 16, …</summary>
    internal void PutSlot(Machine machine, int place, Value value)
    {
        if (place >= Slots.Length)
        {
            int capacity = Slots.Length == 0 ? 4 : Slots.Length * 2;
            machine.Meter.Allocate(MemoryCosts.OfSlots(capacity));
            Array.Resize(ref Slots, capacity);
        }
        Slots[place] = value;
    }

    internal void MarkAsPrototype()
    {
        if ((marks & (ObjectMarks.Intrinsic | ObjectMarks.Prototype)) == 0)
            marks |= ObjectMarks.Prototype;
    }

    /// <summary>Makes it part of the frozen realm: nothing of it changes any more.</summary>
    internal void Settle()
    {
        marks |= ObjectMarks.Intrinsic;
        Shape.Settle();
    }

    /// <summary>Marks it as being joined to text; false when it is already.</summary>
    internal bool EnterJoin()
    {
        if ((marks & ObjectMarks.Joining) != 0)
            return false;
        if (!IsIntrinsic)
            marks |= ObjectMarks.Joining;
        return true;
    }

    /// <summary>Ends what <see cref="EnterJoin"/> began. Intrinsics never bear the mark: other machines see them at the same time.</summary>
    internal void LeaveJoin()
    {
        if (!IsIntrinsic)
            marks &= ~ObjectMarks.Joining;
    }

    private protected void Mark(ObjectMarks more) => marks |= more;

    /// <summary>Tells the inline caches when a prototype changed.</summary>
    internal void LayoutChanged(Machine machine)
    {
        if ((marks & ObjectMarks.Prototype) != 0)
            machine.PrototypesChanged();
    }

    private bool SetOnReceiver(Machine machine, PropertyKey key, Value value, Value receiver, bool known)
    {
        if (!receiver.IsObject)
            return false;
        var target = receiver.AsObject;
        if (known)
            return target.WriteOwn(machine, key, value);
        if (!ReferenceEquals(target, this) && target.GetOwn(machine, key, out _, out var flags) == OwnLookup.Found)
            return (flags & (PropertyFlags.Accessor | PropertyFlags.Writable)) == PropertyFlags.Writable && target.WriteOwn(machine, key, value);
        if (!target.IsExtensible())
            return false;
        target.AddOwn(machine, key, value, PropertyFlags.All);
        return true;
    }

    private static SetOutcome Outcome(bool done) => done ? SetOutcome.Done : SetOutcome.Refused;

    private void MakeUnique(Machine machine)
    {
        if (!Shape.IsUnique)
            Shape = Shape.ToUnique(machine.Meter);
    }

    private void CompactSlots(Machine machine)
    {
        machine.Meter.Charge(Shape.Count);
        machine.Meter.Allocate(MemoryCosts.OfSlots(Shape.Count - Shape.Deleted));
        var kept = new Value[Shape.Count - Shape.Deleted];
        int to = 0;
        for (int i = 0; i < Shape.Count; i++)
            if (!Shape.IsDeleted(i))
                kept[to++] = Slots[i];
        Shape.Compact();
        Slots = kept;
    }

    private static JsObject? ObjectOrNull(Value value) => value.IsObject ? value.AsObject : null;

    private static void Invariant(bool holds) => Errors.Invariant.Holds(holds);
}
