using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>The constructor Array. Arrays have no holes, so a length fills the new array with undefined, and is bounded.</summary>
internal static class ArrayConstructor
{
    /// <summary><c>Array(…)</c> and <c>new Array(…)</c>.</summary>
    internal static Value Construct(Machine machine, in Arguments args)
    {
        ArrayCosts.Constructor.Charge(machine, args.Count);
        var prototype = args.NewTarget is { } target ? Operations.PrototypeFrom(machine, target, Intrinsic.ArrayPrototype) : null;
        var made = args.Count == 1 && args[0].IsNumber ? OfLength(machine, args[0].AsNumber) : ArrayMaker.Of(machine, args.Items);
        if (prototype is not null)
            made.SetPrototypeOf(machine, prototype);
        return Value.Of(made);
    }

    /// <summary><c>Array.isArray</c>.</summary>
    internal static Value IsArray(Machine _, in Arguments args) => Value.Boolean(args[0].IsObject && args[0].AsObject is JsArray);

    private static JsArray OfLength(Machine machine, double length)
    {
        if (!(length >= 0 && length <= uint.MaxValue && Math.Floor(length) == length))
            throw machine.ThrowRange(Messages.ArrayLength);
        return ArrayMaker.Undefined(machine, length);
    }
}
