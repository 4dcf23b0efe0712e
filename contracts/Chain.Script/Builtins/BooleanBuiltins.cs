using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Boolean.</summary>
internal static class BooleanBuiltins
{
    private static readonly JsString TrueText = JsString.Constant("true");
    private static readonly JsString FalseText = JsString.Constant("false");

    /// <summary>Installs everything of booleans.</summary>
    internal static void Install(RealmBuilder realm)
    {
        realm.Constructor(Intrinsic.BooleanConstructor, Intrinsic.BooleanPrototype, "Boolean", 1, Construct, NumberCosts.Boolean.Base);
        IntrinsicBuilder prototype = realm.Fill(Intrinsic.BooleanPrototype, "Boolean.prototype");
        prototype.Method(NumberCosts.BooleanToString, 0, static (Machine machine, in Arguments args) => Value.Of(This(machine, args).IsTrue ? TrueText : FalseText));
        prototype.Method(NumberCosts.BooleanValueOf, 0, static (Machine machine, in Arguments args) => This(machine, args));
    }

    private static Value Construct(Machine machine, in Arguments args)
    {
        var value = Value.Boolean(Conversions.ToBoolean(args[0]));
        return args.NewTarget is JsObject target
            ? Wrapped.Of(machine, target, Intrinsic.BooleanPrototype, ObjectClass.Boolean, value)
            : value;
    }

    private static Value This(Machine machine, in Arguments args) => args.This.IsBoolean
        ? args.This
        : Wrapped.Primitive(args.This, ObjectClass.Boolean) ?? throw machine.ThrowType(TextMessages.BooleanReceiver);
}
