using Chain.Script.Errors;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>Making classes, and what each instance gets from its class.</summary>
internal static class ClassOps
{
    internal static void Heritage(Interpreter vm, Frame frame)
    {
        var parent = frame.Top;
        frame.Push(Value.Null);
        if (parent.IsNull)
            return;
        if (!Operations.IsConstructor(parent))
            throw vm.Machine.ThrowType(Messages.ExtendsNotConstructor);
        // The getter's this lies where its result goes.
        frame.Top = parent;
        PropertyOps.Get(vm, frame, parent, WellKnown.Prototype, -1, frame.Sp - 1, FrameFlags.None);
    }

    internal static void NewClass(Interpreter vm, Frame frame, int number, int flags)
    {
        var machine = vm.Machine;
        bool hasHeritage = (flags & 1) != 0;
        var key = (flags & 2) != 0 ? frame.Pop() : Value.Empty;
        var (prototypeParent, constructorParent) = (machine.Realm.Get(Intrinsic.ObjectPrototype), machine.Realm.Get(Intrinsic.FunctionPrototype));
        JsObject? protoParent = prototypeParent;
        if (hasHeritage)
        {
            var parentPrototype = frame.Pop();
            var parent = frame.Pop();
            if (!parentPrototype.IsObject && !parentPrototype.IsNull)
                throw machine.ThrowType(Messages.ExtendsPrototype);
            protoParent = parentPrototype.IsNull ? null : parentPrototype.AsObject;
            if (parent.IsObject)
                constructorParent = parent.AsObject;
        }
        var prototype = machine.NewObject(protoParent);
        var constructor = FunctionOps.Make(vm, frame, frame.Function.Image.Functions[number], prototype, constructorParent);
        frame.Push(Value.Of(constructor));
        if (!key.IsEmpty)
        {
            frame.Push(key);
            frame.Push(Value.Of(constructor));
            FunctionOps.SetFunctionName(vm, frame, 0);
            frame.Sp -= 2;
        }
        constructor.AddOwn(machine, WellKnown.Prototype, Value.Of(prototype), PropertyFlags.None);
        prototype.AddOwn(machine, WellKnown.Constructor, Value.Of(constructor), PropertyFlags.Hidden);
        frame.Push(Value.Of(prototype));
    }

    internal static void SetFields(Frame frame)
    {
        var fields = frame.Pop();
        DataOf(frame.Peek(1)).Fields = fields.AsObject;
    }

    internal static void AddPrivate(Interpreter vm, Frame frame, int kind)
    {
        var function = frame.Pop();
        var name = (PrivateName)frame.Pop().Ref!;
        var privates = DataOf(frame.Peek(1)).Privates;
        vm.Meter.Allocate(MemoryCosts.TableEntry);
        if (kind != 0 && privates.Count > 0 && privates[^1] is var last && ReferenceEquals(last.Name, name))
        {
            privates[^1] = (name, Value.Heap(PrivateOps.Join(vm.Machine, (AccessorPair)last.Slot.Ref!, function.AsObject, kind)), last.Flags);
            return;
        }
        for (int i = 0; kind != 0 && i < privates.Count; i++)
        {
            vm.Meter.Charge(1);
            if (!ReferenceEquals(privates[i].Name, name))
                continue;
            privates[i] = (name, Value.Heap(PrivateOps.Join(vm.Machine, (AccessorPair)privates[i].Slot.Ref!, function.AsObject, kind)), privates[i].Flags);
            return;
        }
        var (slot, flags) = PrivateOps.SlotOf(vm.Machine, function, kind);
        privates.Add((name, slot, flags));
    }

    internal static void InitInstance(Interpreter vm, Frame frame)
    {
        var self = frame.Top;
        int place = frame.Sp - 2;
        if (((ScriptFunction)frame.Peek(1).Ref!).ClassData is not { } data)
        {
            frame.Sp = place;
            return;
        }
        foreach (var (name, slot, flags) in data.Privates)
            PrivateOps.Add(vm.Machine, self.AsObject, PropertyKey.From(name), slot, flags);
        if (data.Fields is null)
            frame.Sp = place;
        else
            vm.Invoke(Value.Of(data.Fields), frame.Sp, 0, place, FrameFlags.Discard);
    }

    private static ClassData DataOf(Value constructor)
    {
        var function = (ScriptFunction)constructor.Ref!;
        Invariant.Holds(!function.IsIntrinsic);
        return function.ClassData ??= new ClassData();
    }
}
