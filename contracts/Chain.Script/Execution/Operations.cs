using Chain.Script.Errors;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>The operations on objects of the specification (chapter 7.3 and 7.4), for builtins.</summary>
public static class Operations
{
    /// <summary>Get of an object.</summary>
    public static Value Get(Machine machine, JsObject target, PropertyKey key) => target.Get(machine, key, Value.Of(target));

    /// <summary>GetV: of any value; TypeError for undefined and null.</summary>
    public static Value Get(Machine machine, Value target, PropertyKey key)
    {
        if (target.IsObject)
            return target.AsObject.Get(machine, key, target);
        if (target.IsNullish)
            throw machine.ThrowType(Messages.NullishRead(key.ToString(), target.IsNull));
        if (target.IsString)
        {
            var text = target.AsString;
            if (key.IsIndex && key.Index < (uint)text.Length)
                return Value.Of(JsString.OfUnit(text.UnitAt(machine.Meter, (int)key.Index)));
            if (key == WellKnown.Length)
                return Value.Number(text.Length);
        }
        return machine.PrototypeOfPrimitive(target).Get(machine, key, target);
    }

    /// <summary>Set with Throw: TypeError when the assignment is refused.</summary>
    public static void Set(Machine machine, JsObject target, PropertyKey key, Value value)
    {
        if (!target.Set(machine, key, value, Value.Of(target)))
            throw RefusedAssignment(machine, target, Value.Of(target), key);
    }

    /// <summary>PutValue of a property reference in strict code: any base value.</summary>
    public static void Set(Machine machine, Value target, PropertyKey key, Value value)
    {
        if (target.IsObject)
        {
            Set(machine, target.AsObject, key, value);
            return;
        }
        if (target.IsNullish)
            throw machine.ThrowType(Messages.NullishWrite(key.ToString(), target.IsNull));
        bool own = target.IsString && (key == WellKnown.Length || (key.IsIndex && key.Index < (uint)target.AsString.Length));
        if (own || !machine.PrototypeOfPrimitive(target).Set(machine, key, value, target))
            throw machine.ThrowType(Messages.PrimitiveProperty(key.ToString()));
    }

    /// <summary>GetMethod: a function, or undefined for undefined and null; TypeError for anything else.</summary>
    public static Value GetMethod(Machine machine, Value target, PropertyKey key)
    {
        var method = Get(machine, target, key);
        if (method.IsNullish)
            return Value.Undefined;
        return method.IsCallable ? method : throw machine.ThrowType(Messages.NotAFunction(key.ToString()));
    }

    /// <summary>Call.</summary>
    public static Value Call(Machine machine, Value function, Value thisValue, params ReadOnlySpan<Value> arguments) =>
        machine.CallFunction(function, thisValue, arguments);

    /// <summary>Construct.</summary>
    public static JsObject Construct(Machine machine, JsObject constructor, ReadOnlySpan<Value> arguments, JsObject? newTarget = null) =>
        machine.ConstructObject(constructor, arguments, newTarget ?? constructor);

    /// <summary>Invoke.</summary>
    public static Value Invoke(Machine machine, Value target, PropertyKey key, params ReadOnlySpan<Value> arguments) =>
        machine.CallFunction(Get(machine, target, key), target, arguments);

    /// <summary>CreateDataProperty: false when refused.</summary>
    public static bool CreateDataProperty(Machine machine, JsObject target, PropertyKey key, Value value) =>
        target.DefineOwnProperty(machine, key, PropertyDescriptor.Data(value, PropertyFlags.All));

    /// <summary>CreateDataPropertyOrThrow.</summary>
    public static void CreateDataPropertyOrThrow(Machine machine, JsObject target, PropertyKey key, Value value)
    {
        if (!CreateDataProperty(machine, target, key, value))
            throw machine.ThrowType(Messages.CannotRedefineName(key.ToString()));
    }

    /// <summary>DefinePropertyOrThrow.</summary>
    public static void DefinePropertyOrThrow(Machine machine, JsObject target, PropertyKey key, in PropertyDescriptor descriptor)
    {
        if (!target.DefineOwnProperty(machine, key, descriptor))
            throw machine.ThrowType(Messages.CannotRedefineName(key.ToString()));
    }

    /// <summary>DeletePropertyOrThrow.</summary>
    public static void DeletePropertyOrThrow(Machine machine, JsObject target, PropertyKey key)
    {
        if (!target.Delete(machine, key))
            throw machine.ThrowType(Messages.CannotDelete(key.ToString()));
    }

    /// <summary>HasOwnProperty.</summary>
    public static bool HasOwnProperty(Machine machine, JsObject target, PropertyKey key) =>
        target.GetOwn(machine, key, out _, out _) == OwnLookup.Found;

    /// <summary>LengthOfArrayLike.</summary>
    public static double LengthOfArrayLike(Machine machine, JsObject target) =>
        target is JsArray array ? array.Count : Conversions.ToLength(machine, target.Get(machine, WellKnown.Length));

    /// <summary>IsArray.</summary>
    public static bool IsArray(Value value) => value.IsObject && value.AsObject.Class == ObjectClass.Array;

    /// <summary>IsCallable.</summary>
    public static bool IsCallable(Value value) => value.IsCallable;

    /// <summary>IsConstructor.</summary>
    public static bool IsConstructor(Value value) => value.IsObject && value.AsObject.IsConstructor;

    /// <summary>The <c>instanceof</c> operator.</summary>
    public static bool InstanceOf(Machine machine, Value value, Value target)
    {
        if (!target.IsObject)
            throw machine.ThrowType(Messages.InstanceOfTarget);
        var method = GetMethod(machine, target, WellKnown.HasInstance);
        if (!method.IsUndefined)
            return Conversions.ToBoolean(machine.CallFunction(method, target, [value]));
        return target.IsCallable ? OrdinaryHasInstance(machine, target, value) : throw machine.ThrowType(Messages.InstanceOfTarget);
    }

    /// <summary>OrdinaryHasInstance. Bound functions are unwrapped in a loop: an <c>instanceof</c> of the target is the same, unless that one overrides it.</summary>
    public static bool OrdinaryHasInstance(Machine machine, Value target, Value value)
    {
        while (true)
        {
            if (!target.IsCallable)
                return false;
            if (target.AsObject is not BoundFunction bound)
                break;
            machine.Meter.Charge(CoreGas.Call);
            target = Value.Of(bound.Target);
            var method = GetMethod(machine, target, WellKnown.HasInstance);
            if (method.IsUndefined || method.Ref is NativeFunction { IsOrdinaryHasInstance: true })
                continue;
            return Conversions.ToBoolean(machine.CallFunction(method, target, [value]));
        }
        if (!value.IsObject)
            return false;
        var prototype = target.AsObject.Get(machine, WellKnown.Prototype);
        if (!prototype.IsObject)
            throw machine.ThrowType(Messages.InstanceOfPrototype);
        for (var at = value.AsObject.Prototype; at is not null; at = at.Prototype)
        {
            machine.Meter.Charge(CoreGas.ChainStep);
            if (ReferenceEquals(at, prototype.Ref))
                return true;
        }
        return false;
    }

    /// <summary>GetPrototypeFromConstructor.</summary>
    public static JsObject PrototypeFrom(Machine machine, JsObject newTarget, Intrinsic fallback)
    {
        var prototype = newTarget.Get(machine, WellKnown.Prototype);
        return prototype.IsObject ? prototype.AsObject : machine.Realm.Get(fallback);
    }

    /// <summary>The shape for OrdinaryCreateFromConstructor: of new objects whose prototype <c>new.target</c> decides.</summary>
    internal static Shape ShapeFrom(Machine machine, JsObject? newTarget, Intrinsic fallback) =>
        newTarget is null ? machine.RootShape(fallback) : machine.RootShape(PrototypeFrom(machine, newTarget, fallback));

    /// <summary>OrdinaryCreateFromConstructor: an ordinary object whose prototype <c>new.target</c> decides.</summary>
    public static JsObject OrdinaryCreateFromConstructor(Machine machine, JsObject? newTarget, Intrinsic fallback)
    {
        machine.Meter.Allocate(MemoryCosts.Object);
        return new JsObject(ShapeFrom(machine, newTarget, fallback));
    }

    /// <summary>String concatenation; RangeError beyond the longest string.</summary>
    public static JsString Concat(Machine machine, JsString left, JsString right)
    {
        if (left.Length + right.Length > JsString.LengthMax)
            throw machine.ThrowRange(Messages.StringTooLong);
        return JsString.Concat(machine.Meter, left, right);
    }

    /// <summary>CopyDataProperties with no or some keys excluded.</summary>
    public static void CopyDataProperties(Machine machine, JsObject target, Value source, ReadOnlySpan<PropertyKey> excluded)
    {
        if (source.IsNullish)
            return;
        var from = Conversions.ToObject(machine, source);
        var receiver = Value.Of(from);
        foreach (var key in from.OwnKeys(machine))
        {
            if (excluded.Length > 0)
            {
                machine.Meter.Charge(excluded.Length);
                if (excluded.Contains(key))
                    continue;
            }
            machine.Meter.Charge(CoreGas.CopyProperty);
            if (from.GetOwn(machine, key, out _, out var flags) != OwnLookup.Found || (flags & PropertyFlags.Enumerable) == 0)
                continue;
            CreateDataPropertyOrThrow(machine, target, key, from.Get(machine, key, receiver));
        }
    }

    /// <summary>GetIterator of a sync iterable.</summary>
    public static IteratorRecord IteratorOpen(Machine machine, Value iterable)
    {
        var method = GetMethod(machine, iterable, WellKnown.Iterator);
        if (method.IsUndefined)
            throw machine.ThrowType(Messages.NotIterable);
        return IteratorOpen(machine, iterable, method);
    }

    /// <summary>GetIteratorFromMethod.</summary>
    public static IteratorRecord IteratorOpen(Machine machine, Value iterable, Value method)
    {
        var iterator = machine.CallFunction(method, iterable, []);
        if (!iterator.IsObject)
            throw machine.ThrowType(Messages.IteratorNotObject);
        return new IteratorRecord(iterator, Get(machine, iterator, WellKnown.Next));
    }

    /// <summary>IteratorStepValue: false at the end.</summary>
    public static bool IteratorStep(Machine machine, in IteratorRecord record, out Value value)
    {
        var result = machine.CallFunction(record.Next, record.Iterator, []);
        if (!result.IsObject)
            throw machine.ThrowType(Messages.IteratorResult);
        value = Value.Undefined;
        if (Conversions.ToBoolean(Get(machine, result, WellKnown.Done)))
            return false;
        value = Get(machine, result, WellKnown.Value);
        return true;
    }

    /// <summary>IteratorClose after a normal completion.</summary>
    public static void IteratorClose(Machine machine, in IteratorRecord record)
    {
        var method = GetMethod(machine, record.Iterator, WellKnown.Return);
        if (method.IsUndefined)
            return;
        var result = machine.CallFunction(method, record.Iterator, []);
        if (!result.IsObject)
            throw machine.ThrowType(Messages.IteratorResult);
    }

    /// <summary>CreateIterResultObject.</summary>
    public static Value IteratorResult(Machine machine, Value value, bool done)
    {
        machine.Meter.Allocate(MemoryCosts.Object + MemoryCosts.OfSlots(2));
        return Value.Of(new JsObject(machine.IteratorResultShape) { Slots = [value, Value.Boolean(done)] });
    }

    /// <summary>Says why an assignment was refused.</summary>
    internal static ScriptThrow RefusedAssignment(Machine machine, JsObject target, Value receiver, PropertyKey key)
    {
        string name = key.ToString();
        if (!receiver.IsObject)
            return machine.ThrowType(Messages.PrimitiveProperty(name));
        if (!target.TryFind(machine, key, out _, out var flags, out _))
            return machine.ThrowType(Messages.CannotAdd(name));
        if ((flags & PropertyFlags.Accessor) != 0)
            return machine.ThrowType(Messages.NoSetter(name));
        return machine.ThrowType((flags & PropertyFlags.Writable) == 0 ? Messages.ReadOnly(name) : Messages.CannotAdd(name));
    }
}
