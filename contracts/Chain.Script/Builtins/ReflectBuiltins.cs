using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Reflect.</summary>
internal static class ReflectBuiltins
{
    /// <summary>Puts the functions on the object.</summary>
    internal static void Install(IntrinsicBuilder builder)
    {
        builder.Method(ReflectCosts.Apply, 3, Apply);
        builder.Method(ReflectCosts.Construct, 2, Construct);
        builder.Method(ReflectCosts.DefineProperty, 3, DefineProperty);
        builder.Method(ReflectCosts.DeleteProperty, 2, DeleteProperty);
        builder.Method(ReflectCosts.Get, 2, Get);
        builder.Method(ReflectCosts.GetOwnPropertyDescriptor, 2, GetOwnPropertyDescriptor);
        builder.Method(ReflectCosts.GetPrototypeOf, 1, GetPrototypeOf);
        builder.Method(ReflectCosts.Has, 2, Has);
        builder.Method(ReflectCosts.IsExtensible, 1, IsExtensible);
        builder.Method(ReflectCosts.OwnKeys, 1, OwnKeys);
        builder.Method(ReflectCosts.PreventExtensions, 1, PreventExtensions);
        builder.Method(ReflectCosts.Set, 3, Set);
        builder.Method(ReflectCosts.SetPrototypeOf, 2, SetPrototypeOf);
        builder.Tag("Reflect");
    }

    private static Value Apply(Machine machine, in Arguments args)
    {
        if (!args[0].IsCallable)
            throw machine.ThrowType(Messages.NotCallable);
        return machine.TailCall(args[0], args[1], FunctionPrototype.ListFromArrayLike(machine, args[2]));
    }

    private static Value Construct(Machine machine, in Arguments args)
    {
        var target = RequireConstructor(machine, args[0]);
        var newTarget = args.Count > 2 ? RequireConstructor(machine, args[2]) : target;
        return machine.TailConstruct(target, FunctionPrototype.ListFromArrayLike(machine, args[1]), newTarget);
    }

    private static Value DefineProperty(Machine machine, in Arguments args)
    {
        var target = RequireObject(machine, args[0]);
        var key = Conversions.ToPropertyKey(machine, args[1]);
        var descriptor = Descriptors.Read(machine, args[2]);
        return Value.Boolean(target.DefineOwnProperty(machine, key, descriptor));
    }

    private static Value DeleteProperty(Machine machine, in Arguments args)
    {
        var target = RequireObject(machine, args[0]);
        return Value.Boolean(target.Delete(machine, Conversions.ToPropertyKey(machine, args[1])));
    }

    private static Value Get(Machine machine, in Arguments args)
    {
        var target = RequireObject(machine, args[0]);
        var key = Conversions.ToPropertyKey(machine, args[1]);
        return target.Get(machine, key, args.Count > 2 ? args[2] : args[0]);
    }

    private static Value GetOwnPropertyDescriptor(Machine machine, in Arguments args)
    {
        var target = RequireObject(machine, args[0]);
        var key = Conversions.ToPropertyKey(machine, args[1]);
        return target.GetOwnProperty(machine, key, out var property) ? Descriptors.Write(machine, property) : Value.Undefined;
    }

    private static Value GetPrototypeOf(Machine machine, in Arguments args) => Value.OrNull(RequireObject(machine, args[0]).GetPrototypeOf());

    private static Value Has(Machine machine, in Arguments args)
    {
        var target = RequireObject(machine, args[0]);
        return Value.Boolean(target.HasProperty(machine, Conversions.ToPropertyKey(machine, args[1])));
    }

    private static Value IsExtensible(Machine machine, in Arguments args) => Value.Boolean(RequireObject(machine, args[0]).IsExtensible());

    private static Value OwnKeys(Machine machine, in Arguments args)
    {
        var keys = RequireObject(machine, args[0]).OwnKeys(machine);
        ReflectCosts.OwnKeys.Charge(machine, keys.Count);
        var result = machine.NewArray();
        foreach (var key in keys)
            result.Append(machine, key.ToValue());
        return Value.Of(result);
    }

    private static Value PreventExtensions(Machine machine, in Arguments args) => Value.Boolean(RequireObject(machine, args[0]).PreventExtensions(machine));

    private static Value Set(Machine machine, in Arguments args)
    {
        var target = RequireObject(machine, args[0]);
        var key = Conversions.ToPropertyKey(machine, args[1]);
        return Value.Boolean(target.Set(machine, key, args[2], args.Count > 3 ? args[3] : args[0]));
    }

    private static Value SetPrototypeOf(Machine machine, in Arguments args)
    {
        var target = RequireObject(machine, args[0]);
        if (!args[1].IsObject && !args[1].IsNull)
            throw machine.ThrowType(BuiltinMessages.PrototypeNotObjectOrNull);
        return Value.Boolean(target.SetPrototypeOf(machine, args[1].IsObject ? args[1].AsObject : null));
    }

    private static JsObject RequireObject(Machine machine, Value value) =>
        value.IsObject ? value.AsObject : throw machine.ThrowType(Messages.NotAnObject);

    private static JsObject RequireConstructor(Machine machine, Value value) =>
        value.IsObject && value.AsObject.IsConstructor ? value.AsObject : throw machine.ThrowType(Messages.NotConstructor);
}
