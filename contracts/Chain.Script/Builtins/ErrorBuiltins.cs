using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Error and its kinds. Errors hold a message and a cause; where they were made is known to the machine and not to the script.</summary>
internal static class ErrorBuiltins
{
    private static readonly (BuiltinCost Cost, Intrinsic Constructor, Intrinsic Prototype)[] Kinds =
    [
        (ErrorCosts.EvalError, Intrinsic.EvalErrorConstructor, Intrinsic.EvalErrorPrototype),
        (ErrorCosts.RangeError, Intrinsic.RangeErrorConstructor, Intrinsic.RangeErrorPrototype),
        (ErrorCosts.ReferenceError, Intrinsic.ReferenceErrorConstructor, Intrinsic.ReferenceErrorPrototype),
        (ErrorCosts.SyntaxError, Intrinsic.SyntaxErrorConstructor, Intrinsic.SyntaxErrorPrototype),
        (ErrorCosts.TypeError, Intrinsic.TypeErrorConstructor, Intrinsic.TypeErrorPrototype),
        (ErrorCosts.UriError, Intrinsic.UriErrorConstructor, Intrinsic.UriErrorPrototype),
    ];

    /// <summary>Makes Error and its kinds.</summary>
    internal static void Install(RealmBuilder realm)
    {
        var constructor = InstallKind(realm, ErrorCosts.Error, Intrinsic.ErrorConstructor, Intrinsic.ErrorPrototype, Intrinsic.FunctionPrototype);
        constructor.Method(ErrorCosts.IsError, 1, IsError);
        realm.Fill(Intrinsic.ErrorPrototype, "Error.prototype").Method(ErrorCosts.ToStringMethod, 0, ToStringMethod);
        foreach (var (cost, kind, prototype) in Kinds)
            InstallKind(realm, cost, kind, prototype, Intrinsic.ErrorConstructor);
    }

    private static IntrinsicBuilder InstallKind(RealmBuilder realm, BuiltinCost cost, Intrinsic constructor, Intrinsic prototype, Intrinsic parent)
    {
        var made = realm.Constructor(constructor, prototype, cost.Name, 1, Constructor(prototype), cost.Base, parent);
        realm.Fill(prototype, cost.Name + ".prototype")
            .Value("name", Value.String(cost.Name), PropertyFlags.Hidden)
            .Value("message", Value.EmptyString, PropertyFlags.Hidden);
        return made;
    }

    private static NativeCode Constructor(Intrinsic prototype) => (Machine machine, in Arguments args) =>
        ErrorConstruction.Make(machine, args, machine.Realm.Get(prototype));

    private static Value IsError(Machine machine, in Arguments args) =>
        Value.Boolean(args[0].IsObject && args[0].AsObject.Class == ObjectClass.Error);

    private static Value ToStringMethod(Machine machine, in Arguments args)
    {
        if (!args.This.IsObject)
            throw machine.ThrowType(Messages.NotAnObject);
        var error = args.This.AsObject;
        var name = TextOr(machine, Operations.Get(machine, error, WellKnown.Name), "Error");
        var message = TextOr(machine, Operations.Get(machine, error, WellKnown.Message), "");
        if (name.Length == 0)
            return Value.Of(message);
        if (message.Length == 0)
            return Value.Of(name);
        return Value.Of(Operations.Concat(machine, Operations.Concat(machine, name, JsString.Of(": ")), message));
    }

    private static JsString TextOr(Machine machine, Value value, string fallback) =>
        value.IsUndefined ? JsString.Of(fallback) : Conversions.ToString(machine, value);
}
