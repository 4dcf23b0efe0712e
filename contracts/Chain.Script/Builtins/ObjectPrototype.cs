using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Object.prototype. There is no <c>__proto__</c> property, none of the legacy accessor functions and no locale method.</summary>
internal static class ObjectPrototype
{
    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(IntrinsicBuilder builder)
    {
        builder.Method(ObjectCosts.HasOwnProperty, 1, HasOwnProperty);
        builder.Method(ObjectCosts.IsPrototypeOf, 1, IsPrototypeOf);
        builder.Method(ObjectCosts.PropertyIsEnumerable, 1, PropertyIsEnumerable);
        builder.Method(ObjectCosts.ToStringMethod, 0, ToStringMethod);
        builder.Method(ObjectCosts.ValueOf, 0, ValueOf);
    }

    /// <summary><c>Object.prototype.toString</c>, which joins fall back on.</summary>
    internal static Value ToStringMethod(Machine machine, in Arguments args)
    {
        if (args.This.IsUndefined)
            return Value.String("[object Undefined]");
        if (args.This.IsNull)
            return Value.String("[object Null]");
        var target = Conversions.ToObject(machine, args.This);
        string builtinTag = BuiltinTag(target);
        var tag = Operations.Get(machine, target, PropertyKey.From(JsSymbol.ToStringTag));
        if (!tag.IsString)
            return Value.String(builtinTag);
        var text = JsString.Of("[object ");
        text = Operations.Concat(machine, text, tag.AsString);
        return Value.Of(Operations.Concat(machine, text, JsString.Of("]")));
    }

    private static string BuiltinTag(JsObject target) => target.Class switch
    {
        ObjectClass.Array => "[object Array]",
        ObjectClass.Arguments => "[object Arguments]",
        ObjectClass.Error => "[object Error]",
        ObjectClass.Boolean => "[object Boolean]",
        ObjectClass.Number => "[object Number]",
        ObjectClass.String => "[object String]",
        _ when target.IsCallable => "[object Function]",
        _ => "[object Object]",
    };

    private static Value HasOwnProperty(Machine machine, in Arguments args)
    {
        var key = Conversions.ToPropertyKey(machine, args[0]);
        var target = Conversions.ToObject(machine, args.This);
        return Value.Boolean(target.GetOwnProperty(machine, key, out _));
    }

    private static Value IsPrototypeOf(Machine machine, in Arguments args)
    {
        if (!args[0].IsObject)
            return Value.False;
        var target = Conversions.ToObject(machine, args.This);
        for (var at = args[0].AsObject.GetPrototypeOf(); at is not null; at = at.GetPrototypeOf())
        {
            ObjectCosts.IsPrototypeOf.Charge(machine, 1);
            if (ReferenceEquals(at, target))
                return Value.True;
        }

        return Value.False;
    }

    private static Value PropertyIsEnumerable(Machine machine, in Arguments args)
    {
        var key = Conversions.ToPropertyKey(machine, args[0]);
        var target = Conversions.ToObject(machine, args.This);
        return Value.Boolean(target.GetOwnProperty(machine, key, out var property) && property.Enumerable);
    }

    private static Value ValueOf(Machine machine, in Arguments args) => Value.Of(Conversions.ToObject(machine, args.This));
}
