using Chain.Script.Errors;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>Names that no scope of the source declares: globals of the host, then properties of the realm's global object.</summary>
internal static class GlobalOps
{
    internal static void Load(Interpreter vm, Frame frame, PropertyKey key, int cache)
    {
        if (TryHost(vm, key, out var value))
        {
            frame.Push(value);
            return;
        }
        var global = vm.Machine.Realm.Global;
        if (!global.TryFind(vm.Machine, key, out var slot, out var flags, out var holder))
            throw vm.Machine.ThrowReference(Messages.NotDefined(key.ToString()));
        // A frozen global object never changes: its slots can be read for ever.
        if (ReferenceEquals(holder, global) && global.IsIntrinsic && (flags & PropertyFlags.Accessor) == 0 && InlineCaches.Of(vm, frame) is { } caches)
            caches[cache] = new InlineCache { Holder = global, Slot = global.Shape.Find(key) };
        GiveFound(vm, frame, slot, flags);
    }

    internal static void TypeOf(Interpreter vm, Frame frame, PropertyKey key)
    {
        if (!TryHost(vm, key, out var value))
            value = vm.Machine.Realm.Global.Get(vm.Machine, key);
        frame.Push(ArithmeticOps.TypeOf(value));
    }

    internal static void Store(Interpreter vm, Frame frame, PropertyKey key)
    {
        if (TryHost(vm, key, out _))
            throw vm.Machine.ThrowType(Messages.ReadOnly(key.ToString()));
        var global = vm.Machine.Realm.Global;
        if (!global.HasProperty(vm.Machine, key))
            throw vm.Machine.ThrowReference(Messages.NotDefined(key.ToString()));
        Operations.Set(vm.Machine, global, key, frame.Top);
        frame.Sp--;
    }

    private static void GiveFound(Interpreter vm, Frame frame, Value slot, PropertyFlags flags)
    {
        if ((flags & PropertyFlags.Accessor) == 0)
        {
            frame.Push(slot);
            return;
        }
        frame.Push(Value.Of(vm.Machine.Realm.Global));
        PropertyOps.CallGetter(vm, frame, (AccessorPair)slot.Ref!, frame.Top, frame.Sp - 1, FrameFlags.None);
    }

    private static bool TryHost(Interpreter vm, PropertyKey key, out Value value)
    {
        value = Value.Undefined;
        return vm.Machine.Globals is { } globals && globals.TryGetValue(key.ToString(), out value);
    }
}
