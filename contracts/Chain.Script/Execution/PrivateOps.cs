using Chain.Script.Errors;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>Private elements: own properties under a key that nothing else can name. They ignore freezing, but not closing.</summary>
internal static class PrivateOps
{
    /// <summary>A private method: not writable, which no ordinary private field is.</summary>
    private const PropertyFlags MethodFlags = PropertyFlags.None;

    private const PropertyFlags FieldFlags = PropertyFlags.Writable;

    internal static void NewName(Interpreter vm, Frame frame, Value description)
    {
        vm.Meter.Allocate(MemoryCosts.Symbol);
        frame.Push(Value.Heap(new PrivateName(description.AsString.ToString())));
    }

    internal static bool Has(Machine machine, Value target, Value name)
    {
        if (!target.IsObject)
            throw machine.ThrowType(Messages.InTarget);
        return target.AsObject.GetOwn(machine, KeyOf(name), out _, out _) == OwnLookup.Found;
    }

    internal static void Get(Interpreter vm, Frame frame, bool keepReceiver)
    {
        var key = KeyOf(frame.Pop());
        int place = frame.Sp - 1;
        var target = frame.Stack[place];
        var (slot, flags) = Find(vm.Machine, target, key);
        var giving = keepReceiver ? FrameFlags.KeepReceiver : FrameFlags.None;
        if (keepReceiver)
            frame.Stack[place + 1] = target;
        if ((flags & PropertyFlags.Accessor) == 0)
        {
            vm.Give(slot, place, giving);
            return;
        }
        var pair = (AccessorPair)slot.Ref!;
        if (pair.Getter is null)
            throw vm.Machine.ThrowType(Messages.PrivateNoGetter);
        PropertyOps.CallGetter(vm, frame, pair, target, place, giving);
    }

    internal static void Set(Interpreter vm, Frame frame)
    {
        var value = frame.Pop();
        var key = KeyOf(frame.Pop());
        int place = frame.Sp - 1;
        var target = frame.Stack[place];
        var (slot, flags) = Find(vm.Machine, target, key);
        if ((flags & PropertyFlags.Accessor) != 0)
        {
            var pair = (AccessorPair)slot.Ref!;
            if (pair.Setter is null)
                throw vm.Machine.ThrowType(Messages.PrivateNoSetter);
            frame.Stack[place + 1] = value;
            vm.Invoke(Value.Of(pair.Setter), place + 1, 1, place, FrameFlags.Discard);
            return;
        }
        if ((flags & PropertyFlags.Writable) == 0)
            throw vm.Machine.ThrowType(Messages.PrivateMethodWrite);
        // Freezing lets private fields be, but what machines share never changes.
        if (target.AsObject.IsIntrinsic)
            throw vm.Machine.ThrowType(Messages.PrivateShared);
        target.AsObject.WriteOwn(vm.Machine, key, value);
        frame.Sp = place;
    }

    internal static void DefineField(Interpreter vm, Frame frame)
    {
        var value = frame.Pop();
        var key = KeyOf(frame.Pop());
        Add(vm.Machine, frame.Top.AsObject, key, value, FieldFlags);
    }

    /// <summary>Gives an object itself a private method (0), getter (1) or setter (2).</summary>
    internal static void DefineMethod(Interpreter vm, Frame frame, int kind)
    {
        var function = frame.Pop();
        var key = KeyOf(frame.Pop());
        var target = frame.Top.AsObject;
        if (kind != 0 && target.GetOwn(vm.Machine, key, out var slot, out var flags) == OwnLookup.Found && (flags & PropertyFlags.Accessor) != 0)
        {
            target.ChangeOwn(vm.Machine, key, Value.Heap(Join(vm.Machine, (AccessorPair)slot.Ref!, function.AsObject, kind)), flags);
            return;
        }
        var (made, attributes) = SlotOf(vm.Machine, function, kind);
        Add(vm.Machine, target, key, made, attributes);
    }

    /// <summary>The slot and flags of a private method (0), getter (1) or setter (2).</summary>
    internal static (Value Slot, PropertyFlags Flags) SlotOf(Machine machine, Value function, int kind) => kind switch
    {
        0 => (function, MethodFlags),
        1 => (Value.Heap(machine.NewAccessor(function.AsObject, null)), PropertyFlags.Accessor),
        _ => (Value.Heap(machine.NewAccessor(null, function.AsObject)), PropertyFlags.Accessor),
    };

    /// <summary>The pair with the other half added.</summary>
    internal static AccessorPair Join(Machine machine, AccessorPair pair, JsObject function, int kind) =>
        kind == 1 ? machine.NewAccessor(function, pair.Setter) : machine.NewAccessor(pair.Getter, function);

    /// <summary>Adds a private element: TypeError when it is there already, or the object is closed.</summary>
    internal static void Add(Machine machine, JsObject target, PropertyKey key, Value slot, PropertyFlags flags)
    {
        if (target.GetOwn(machine, key, out _, out _) == OwnLookup.Found)
            throw machine.ThrowType(Messages.PrivateTwice);
        if (!target.IsExtensible())
            throw machine.ThrowType(Messages.NotExtensible);
        target.AddOwn(machine, key, slot, flags);
    }

    internal static PropertyKey KeyOf(Value name) => PropertyKey.From((PrivateName)name.Ref!);

    private static (Value Slot, PropertyFlags Flags) Find(Machine machine, Value target, PropertyKey key)
    {
        if (!target.IsObject || target.AsObject.GetOwn(machine, key, out var slot, out var flags) != OwnLookup.Found)
            throw machine.ThrowType(Messages.PrivateMissing(key.ToString()));
        return (slot, flags);
    }
}
