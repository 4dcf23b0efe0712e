using Chain.Script.Errors;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>The property instructions beyond their fast paths. Getters and setters of the source are entered as frames.</summary>
internal static class PropertyOps
{
    internal static void GetNamed(Interpreter vm, Frame frame, PropertyKey key, int cache)
    {
        int place = frame.Sp - 1;
        Get(vm, frame, frame.Stack[place], key, cache, place, FrameFlags.None);
    }

    internal static void GetMethodNamed(Interpreter vm, Frame frame, PropertyKey key, int cache)
    {
        int place = frame.Sp - 1;
        frame.Push(frame.Stack[place]);
        Get(vm, frame, frame.Stack[place], key, cache, place, FrameFlags.KeepReceiver);
    }

    internal static void GetElement(Interpreter vm, Frame frame)
    {
        var key = frame.Pop();
        int place = frame.Sp - 1;
        GetByValue(vm, frame, frame.Stack[place], key, place, FrameFlags.None);
    }

    internal static void GetMethodElement(Interpreter vm, Frame frame)
    {
        var key = frame.Top;
        int place = frame.Sp - 2;
        frame.Top = frame.Stack[place];
        GetByValue(vm, frame, frame.Stack[place], key, place, FrameFlags.KeepReceiver);
    }

    internal static void SetNamed(Interpreter vm, Frame frame, PropertyKey key, int cache)
    {
        int place = frame.Sp - 2;
        var target = frame.Stack[place];
        if (target.IsObject && InlineCaches.TrySet(vm, frame, target.AsObject, key, frame.Stack[place + 1], cache))
        {
            frame.Sp = place;
            return;
        }
        Set(vm, frame, target, key, frame.Stack[place + 1], place);
    }

    internal static void SetElement(Interpreter vm, Frame frame)
    {
        int place = frame.Sp - 3;
        var target = frame.Stack[place];
        var keyValue = frame.Stack[place + 1];
        var value = frame.Stack[place + 2];
        if (target.IsNullish)
            throw vm.Machine.ThrowType(Messages.NullishWrite(NameOf(keyValue), target.IsNull));
        if (target.Ref is JsArray { CanAppend: true } array && keyValue.IsNumber && keyValue.Num == array.Count && !HasIndexOnPrototypes(vm, array))
        {
            array.Append(vm.Machine, value);
            frame.Sp = place;
            return;
        }
        Set(vm, frame, target, Conversions.ToPropertyKey(vm.Machine, keyValue), value, place);
    }

    internal static void DeleteNamed(Interpreter vm, Frame frame, PropertyKey key)
    {
        if (frame.Top.IsNullish)
            throw vm.Machine.ThrowType(Messages.NullishWrite(key.ToString(), frame.Top.IsNull));
        Delete(vm, frame, key);
    }

    internal static void DeleteElement(Interpreter vm, Frame frame)
    {
        var key = frame.Pop();
        if (frame.Top.IsNullish)
            throw vm.Machine.ThrowType(Messages.NullishWrite(NameOf(key), frame.Top.IsNull));
        Delete(vm, frame, Conversions.ToPropertyKey(vm.Machine, key));
    }

    internal static void ResolveKey(Interpreter vm, Frame frame)
    {
        if (frame.Peek(1).IsNullish)
            throw vm.Machine.ThrowType(Messages.NullishRead(NameOf(frame.Top), frame.Peek(1).IsNull));
        ToPropertyKey(vm, frame);
    }

    internal static void ToPropertyKey(Interpreter vm, Frame frame)
    {
        ref var top = ref frame.Top;
        if (top.IsString || top.IsSymbol || IsIndex(top))
            return;
        top = Conversions.ToPropertyKey(vm.Machine, top).ToValue();
    }

    internal static void SuperBase(Frame frame)
    {
        var callee = (ScriptFunction)frame.Top.Ref!;
        frame.Top = Value.OrNull(callee.Home!.Prototype);
    }

    internal static void ResolveSuperKey(Interpreter vm, Frame frame)
    {
        var baseValue = frame.Pop();
        RequireSuper(vm, baseValue, frame.Top);
        ToPropertyKey(vm, frame);
        frame.Push(baseValue);
    }

    internal static void GetSuperNamed(Interpreter vm, Frame frame, PropertyKey key)
    {
        var baseValue = frame.Pop();
        RequireSuper(vm, baseValue, key.ToValue());
        GetFrom(vm, frame, baseValue.AsObject, key, frame.Sp - 1, FrameFlags.None);
    }

    internal static void GetSuperElement(Interpreter vm, Frame frame)
    {
        var baseValue = frame.Pop();
        var key = frame.Pop();
        RequireSuper(vm, baseValue, key);
        GetFrom(vm, frame, baseValue.AsObject, Conversions.ToPropertyKey(vm.Machine, key), frame.Sp - 1, FrameFlags.None);
    }

    internal static void SetSuperNamed(Interpreter vm, Frame frame, PropertyKey key)
    {
        var value = frame.Pop();
        var baseValue = frame.Pop();
        RequireSuper(vm, baseValue, key.ToValue());
        SetOn(vm, frame, baseValue.AsObject, frame.Top, key, value, frame.Sp - 1);
    }

    internal static void SetSuperElement(Interpreter vm, Frame frame)
    {
        var value = frame.Pop();
        var baseValue = frame.Pop();
        var key = frame.Pop();
        RequireSuper(vm, baseValue, key);
        SetOn(vm, frame, baseValue.AsObject, frame.Top, Conversions.ToPropertyKey(vm.Machine, key), value, frame.Sp - 1);
    }

    /// <summary>Gets a property of any value; its result goes to a place, at once or when the getter returns.</summary>
    internal static void Get(Interpreter vm, Frame frame, Value target, PropertyKey key, int cache, int place, FrameFlags flags)
    {
        if (target.IsObject)
        {
            bool found = cache >= 0
                ? InlineCaches.TryFind(vm, frame, target.AsObject, key, cache, out var slot, out var attributes)
                : target.AsObject.TryFind(vm.Machine, key, out slot, out attributes, out _);
            GiveFound(vm, frame, found, slot, attributes, target, place, flags);
            return;
        }
        if (target.IsNullish)
            throw vm.Machine.ThrowType(Messages.NullishRead(key.ToString(), target.IsNull));
        if (target.IsString)
        {
            var text = target.AsString;
            if (key.IsIndex && key.Index < (uint)text.Length)
            {
                vm.Give(Value.Of(JsString.OfUnit(text.UnitAt(vm.Meter, (int)key.Index))), place, flags);
                return;
            }
            if (key == WellKnown.Length)
            {
                vm.Give(Value.Number(text.Length), place, flags);
                return;
            }
        }
        bool isFound = InlineCaches.TryFindOfPrimitive(vm, frame, vm.Machine.PrototypeOfPrimitive(target), key, cache, out var method, out var kind);
        GiveFound(vm, frame, isFound, method, kind, target, place, flags);
    }

    private static void GetByValue(Interpreter vm, Frame frame, Value target, Value keyValue, int place, FrameFlags flags)
    {
        if (target.IsNullish)
            throw vm.Machine.ThrowType(Messages.NullishRead(NameOf(keyValue), target.IsNull));
        if (target.IsString && IsIndex(keyValue) && keyValue.Num < target.AsString.Length)
        {
            vm.Give(Value.Of(JsString.OfUnit(target.AsString.UnitAt(vm.Meter, (int)keyValue.Num))), place, flags);
            return;
        }
        Get(vm, frame, target, Conversions.ToPropertyKey(vm.Machine, keyValue), -1, place, flags);
    }

    /// <summary>Gets with the receiver at the place of the result.</summary>
    private static void GetFrom(Interpreter vm, Frame frame, JsObject holder, PropertyKey key, int place, FrameFlags flags) =>
        GetFrom(vm, frame, holder, key, place, flags, frame.Stack[place]);

    private static void GetFrom(Interpreter vm, Frame frame, JsObject from, PropertyKey key, int place, FrameFlags flags, Value receiver)
    {
        bool found = from.TryFind(vm.Machine, key, out var slot, out var attributes, out _);
        GiveFound(vm, frame, found, slot, attributes, receiver, place, flags);
    }

    private static void GiveFound(Interpreter vm, Frame frame, bool found, Value slot, PropertyFlags attributes, Value receiver, int place, FrameFlags flags)
    {
        if (found && (attributes & PropertyFlags.Accessor) != 0)
            CallGetter(vm, frame, (AccessorPair)slot.Ref!, receiver, place, flags);
        else
            vm.Give(found ? slot : Value.Undefined, place, flags);
    }

    /// <summary>Calls a getter. Its this lies where the receiver is kept, at or above the place of the result.</summary>
    internal static void CallGetter(Interpreter vm, Frame frame, AccessorPair pair, Value receiver, int place, FrameFlags flags)
    {
        if (pair.Getter is null)
        {
            vm.Give(Value.Undefined, place, flags);
            return;
        }
        int self = (flags & FrameFlags.KeepReceiver) != 0 ? place + 1 : place;
        frame.Stack[self] = receiver;
        vm.Invoke(Value.Of(pair.Getter), self + 1, 0, place, flags);
    }

    private static void Set(Interpreter vm, Frame frame, Value target, PropertyKey key, Value value, int place)
    {
        if (target.IsObject)
        {
            SetOn(vm, frame, target.AsObject, target, key, value, place);
            return;
        }
        if (target.IsNullish)
            throw vm.Machine.ThrowType(Messages.NullishWrite(key.ToString(), target.IsNull));
        if (target.IsString && (key == WellKnown.Length || (key.IsIndex && key.Index < (uint)target.AsString.Length)))
            throw vm.Machine.ThrowType(Messages.PrimitiveProperty(key.ToString()));
        SetOn(vm, frame, vm.Machine.PrototypeOfPrimitive(target), target, key, value, place);
    }

    /// <summary>Sets with a receiver; the place is where the operands began, and a setter's this and argument go there.</summary>
    private static void SetOn(Interpreter vm, Frame frame, JsObject from, Value receiver, PropertyKey key, Value value, int place)
    {
        switch (from.TrySet(vm.Machine, key, value, receiver, out var setter))
        {
            case SetOutcome.Done:
                frame.Sp = place;
                break;
            case SetOutcome.Setter:
                frame.Stack[place] = receiver;
                frame.Stack[place + 1] = value;
                vm.Invoke(Value.Of(setter!), place + 1, 1, place, FrameFlags.Discard);
                break;
            default:
                throw Operations.RefusedAssignment(vm.Machine, from, receiver, key);
        }
    }

    private static void Delete(Interpreter vm, Frame frame, PropertyKey key)
    {
        var target = Conversions.ToObject(vm.Machine, frame.Top);
        if (!target.Delete(vm.Machine, key))
            throw vm.Machine.ThrowType(Messages.CannotDelete(key.ToString()));
        frame.Top = Value.True;
    }

    private static void RequireSuper(Interpreter vm, Value baseValue, Value key)
    {
        if (!baseValue.IsObject)
            throw vm.Machine.ThrowType(Messages.NullishRead(NameOf(key), isNull: true));
    }

    private static bool HasIndexOnPrototypes(Interpreter vm, JsArray array)
    {
        for (var at = array.Prototype; at is not null; at = at.Prototype)
        {
            vm.Meter.Charge(CoreGas.PrototypeStep);
            if (at.Indexed is not null || (at.Class is not ObjectClass.Ordinary && !at.IsIntrinsic))
                return true;
        }
        return false;
    }

    private static bool IsIndex(Value value)
    {
        uint index = value.IsNumber ? (uint)value.Num : uint.MaxValue;
        return value.IsNumber && index == value.Num && index != uint.MaxValue;
    }

    /// <summary>A key for an error message; an object is not asked.</summary>
    private static string NameOf(Value key) => key.Kind switch
    {
        ValueKind.Number => Numbers.NumberText.Of(key.Num),
        ValueKind.String => key.AsString.Length <= 64 ? key.AsString.ToString() : "…",
        ValueKind.Symbol => "Symbol",
        _ => "…",
    };
}
