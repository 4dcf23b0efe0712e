using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>The constructor Object and its functions; <c>fromEntries</c> and <c>groupBy</c> are in <c>object.js</c>.</summary>
internal static class ObjectConstructor
{
    /// <summary>Puts the functions on the constructor.</summary>
    internal static void Install(IntrinsicBuilder builder)
    {
        builder.Method(ObjectCosts.Assign, 2, Assign);
        builder.Method(ObjectCosts.Create, 2, Create);
        builder.Method(ObjectCosts.DefineProperties, 2, DefineProperties);
        builder.Method(ObjectCosts.DefineProperty, 3, DefineProperty);
        builder.Method(ObjectCosts.Entries, 1, Entries);
        builder.Method(ObjectCosts.Freeze, 1, Freeze);
        builder.Method(ObjectCosts.GetOwnPropertyDescriptor, 2, GetOwnPropertyDescriptor);
        builder.Method(ObjectCosts.GetOwnPropertyDescriptors, 1, GetOwnPropertyDescriptors);
        builder.Method(ObjectCosts.GetOwnPropertyNames, 1, GetOwnPropertyNames);
        builder.Method(ObjectCosts.GetOwnPropertySymbols, 1, GetOwnPropertySymbols);
        builder.Method(ObjectCosts.GetPrototypeOf, 1, GetPrototypeOf);
        builder.Method(ObjectCosts.HasOwn, 2, HasOwn);
        builder.Method(ObjectCosts.Is, 2, Is);
        builder.Method(ObjectCosts.IsExtensible, 1, IsExtensible);
        builder.Method(ObjectCosts.IsFrozen, 1, IsFrozen);
        builder.Method(ObjectCosts.IsSealed, 1, IsSealed);
        builder.Method(ObjectCosts.Keys, 1, Keys);
        builder.Method(ObjectCosts.PreventExtensions, 1, PreventExtensions);
        builder.Method(ObjectCosts.Seal, 1, Seal);
        builder.Method(ObjectCosts.SetPrototypeOf, 2, SetPrototypeOf);
        builder.Method(ObjectCosts.Values, 1, Values);
    }

    /// <summary><c>Object(value)</c> and <c>new Object(value)</c>.</summary>
    internal static Value Construct(Machine machine, in Arguments args)
    {
        if (args.NewTarget is { } target && target != machine.Realm.Get(Intrinsic.ObjectConstructor))
            return Value.Of(machine.NewObject(Operations.PrototypeFrom(machine, target, Intrinsic.ObjectPrototype)));
        return args[0].IsNullish ? Value.Of(machine.NewObject()) : Value.Of(Conversions.ToObject(machine, args[0]));
    }

    private static Value Assign(Machine machine, in Arguments args)
    {
        var target = Conversions.ToObject(machine, args[0]);
        for (int i = 1; i < args.Count; i++)
        {
            if (args[i].IsNullish)
                continue;
            var source = Conversions.ToObject(machine, args[i]);
            foreach (var key in OwnKeys(machine, source, ObjectCosts.Assign))
            {
                if (source.GetOwnProperty(machine, key, out var property) && property.Enumerable)
                    Operations.Set(machine, target, key, Operations.Get(machine, source, key));
            }
        }

        return Value.Of(target);
    }

    private static Value Create(Machine machine, in Arguments args)
    {
        if (!args[0].IsObject && !args[0].IsNull)
            throw machine.ThrowType(BuiltinMessages.PrototypeNotObjectOrNull);
        var created = machine.NewObject(args[0].IsObject ? args[0].AsObject : null);
        if (!args[1].IsUndefined)
            Define(machine, created, args[1], ObjectCosts.Create);
        return Value.Of(created);
    }

    private static Value DefineProperties(Machine machine, in Arguments args)
    {
        var target = RequireObject(machine, args[0]);
        Define(machine, target, args[1], ObjectCosts.DefineProperties);
        return args[0];
    }

    private static Value DefineProperty(Machine machine, in Arguments args)
    {
        var target = RequireObject(machine, args[0]);
        var key = Conversions.ToPropertyKey(machine, args[1]);
        var descriptor = Descriptors.Read(machine, args[2]);
        Operations.DefinePropertyOrThrow(machine, target, key, descriptor);
        return args[0];
    }

    private static Value Entries(Machine machine, in Arguments args) =>
        List(machine, args[0], ObjectCosts.Entries, static (machine, source, key) =>
            Value.Of(machine.NewArray(key.ToValue(), Operations.Get(machine, source, key))));

    private static Value Keys(Machine machine, in Arguments args) =>
        List(machine, args[0], ObjectCosts.Keys, static (_, _, key) => key.ToValue());

    private static Value Values(Machine machine, in Arguments args) =>
        List(machine, args[0], ObjectCosts.Values, static (machine, source, key) => Operations.Get(machine, source, key));

    private static Value Freeze(Machine machine, in Arguments args) => Restrict(machine, args[0], IntegrityLevel.Frozen);

    private static Value Seal(Machine machine, in Arguments args) => Restrict(machine, args[0], IntegrityLevel.Sealed);

    private static Value PreventExtensions(Machine machine, in Arguments args) => Restrict(machine, args[0], IntegrityLevel.NotExtensible);

    private static Value Restrict(Machine machine, Value target, IntegrityLevel level)
    {
        if (target.IsObject)
            target.AsObject.SetIntegrity(machine, level);
        return target;
    }

    private static Value IsFrozen(Machine machine, in Arguments args) =>
        Value.Boolean(!args[0].IsObject || Integrity.Test(machine, args[0].AsObject, frozen: true, ObjectCosts.IsFrozen));

    private static Value IsSealed(Machine machine, in Arguments args) =>
        Value.Boolean(!args[0].IsObject || Integrity.Test(machine, args[0].AsObject, frozen: false, ObjectCosts.IsSealed));

    private static Value IsExtensible(Machine machine, in Arguments args) =>
        Value.Boolean(args[0].IsObject && args[0].AsObject.IsExtensible());

    private static Value GetOwnPropertyDescriptor(Machine machine, in Arguments args)
    {
        var source = Conversions.ToObject(machine, args[0]);
        var key = Conversions.ToPropertyKey(machine, args[1]);
        return source.GetOwnProperty(machine, key, out var property) ? Descriptors.Write(machine, property) : Value.Undefined;
    }

    private static Value GetOwnPropertyDescriptors(Machine machine, in Arguments args)
    {
        var source = Conversions.ToObject(machine, args[0]);
        var result = machine.NewObject();
        foreach (var key in OwnKeys(machine, source, ObjectCosts.GetOwnPropertyDescriptors))
        {
            if (source.GetOwnProperty(machine, key, out var property))
                Operations.CreateDataPropertyOrThrow(machine, result, key, Descriptors.Write(machine, property));
        }

        return Value.Of(result);
    }

    private static Value GetOwnPropertyNames(Machine machine, in Arguments args) => OwnKeyList(machine, args[0], symbols: false, ObjectCosts.GetOwnPropertyNames);

    private static Value GetOwnPropertySymbols(Machine machine, in Arguments args) => OwnKeyList(machine, args[0], symbols: true, ObjectCosts.GetOwnPropertySymbols);

    private static Value GetPrototypeOf(Machine machine, in Arguments args) =>
        Value.OrNull(Conversions.ToObject(machine, args[0]).GetPrototypeOf());

    private static Value SetPrototypeOf(Machine machine, in Arguments args)
    {
        if (args[0].IsNullish)
            throw machine.ThrowType(Messages.NullishToObject);
        if (!args[1].IsObject && !args[1].IsNull)
            throw machine.ThrowType(BuiltinMessages.PrototypeNotObjectOrNull);
        if (args[0].IsObject && !args[0].AsObject.SetPrototypeOf(machine, args[1].IsObject ? args[1].AsObject : null))
            throw machine.ThrowType(BuiltinMessages.CannotSetPrototype);
        return args[0];
    }

    private static Value HasOwn(Machine machine, in Arguments args)
    {
        var source = Conversions.ToObject(machine, args[0]);
        var key = Conversions.ToPropertyKey(machine, args[1]);
        return Value.Boolean(source.GetOwnProperty(machine, key, out _));
    }

    private static Value Is(Machine machine, in Arguments args) => Value.Boolean(Comparisons.SameValue(machine, args[0], args[1]));

    /// <summary>Reads all descriptors before it defines the first, as the specification has it.</summary>
    private static void Define(Machine machine, JsObject target, Value descriptions, BuiltinCost cost)
    {
        var source = Conversions.ToObject(machine, descriptions);
        var keys = OwnKeys(machine, source, cost);
        machine.Meter.Allocate((long)keys.Count * Descriptors.Bytes);
        var read = new List<(PropertyKey Key, PropertyDescriptor Descriptor)>(keys.Count);
        foreach (var key in keys)
        {
            if (source.GetOwnProperty(machine, key, out var property) && property.Enumerable)
                read.Add((key, Descriptors.Read(machine, Operations.Get(machine, source, key))));
        }

        foreach (var (key, descriptor) in read)
            Operations.DefinePropertyOrThrow(machine, target, key, descriptor);
    }

    private static Value List(Machine machine, Value from, BuiltinCost cost, Func<Machine, JsObject, PropertyKey, Value> pick)
    {
        var source = Conversions.ToObject(machine, from);
        var result = machine.NewArray();
        foreach (var key in OwnKeys(machine, source, cost))
        {
            if (!key.IsSymbol && source.GetOwnProperty(machine, key, out var property) && property.Enumerable)
                result.Append(machine, pick(machine, source, key));
        }

        return Value.Of(result);
    }

    private static Value OwnKeyList(Machine machine, Value from, bool symbols, BuiltinCost cost)
    {
        var source = Conversions.ToObject(machine, from);
        var result = machine.NewArray();
        foreach (var key in OwnKeys(machine, source, cost))
        {
            if (key.IsSymbol == symbols)
                result.Append(machine, key.ToValue());
        }

        return Value.Of(result);
    }

    private static List<PropertyKey> OwnKeys(Machine machine, JsObject source, BuiltinCost cost)
    {
        var keys = source.OwnKeys(machine);
        cost.Charge(machine, keys.Count);
        return keys;
    }

    private static JsObject RequireObject(Machine machine, Value value) =>
        value.IsObject ? value.AsObject : throw machine.ThrowType(Messages.NotAnObject);
}
