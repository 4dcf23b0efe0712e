using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// What self-hosted sources import from 'engine' for objects and arrays in general. Scripts cannot reach these functions, so they trust
/// the kinds of their arguments where their callers are our own.
/// </summary>
internal static class EngineFunctions
{
    /// <summary>The functions.</summary>
    internal static readonly EngineFunction[] All =
    [
        new("call", EngineCosts.Call, Call),
        new("toObject", EngineCosts.Plain, static (Machine machine, in Arguments args) => Value.Of(Conversions.ToObject(machine, args[0]))),
        new("toPropertyKey", EngineCosts.Property, static (Machine machine, in Arguments args) => Conversions.ToPropertyKey(machine, args[0]).ToValue()),
        new("lengthOf", EngineCosts.Plain, static (Machine machine, in Arguments args) => Value.Number(Operations.LengthOfArrayLike(machine, args[0].AsObject))),
        new("isArray", EngineCosts.Plain, ArrayConstructor.IsArray),
        new("isConstructor", EngineCosts.Plain, static (Machine _, in Arguments args) => Value.Boolean(Operations.IsConstructor(args[0]))),
        new("getMethod", EngineCosts.Property, static (Machine machine, in Arguments args) => Operations.GetMethod(machine, args[0], Conversions.ToPropertyKey(machine, args[1]))),
        new("createDataProperty", EngineCosts.Property, CreateDataProperty),
        new("requireCallable", EngineCosts.Plain, RequireCallable),
        new("requireComparator", EngineCosts.Plain, RequireComparator),
        new("requireObject", EngineCosts.Plain, RequireObject),
        new("requireCoercible", EngineCosts.Plain, RequireCoercible),
        new("requireEntry", EngineCosts.Plain, RequireEntry),
        new("requireNew", EngineCosts.Plain, RequireNew),
        new("requireIndexBelowMax", EngineCosts.Plain, RequireIndexBelowMax),
        new("throwType", EngineCosts.Plain, static (Machine machine, in Arguments args) => throw machine.ThrowType(args[0].AsString.Flat(machine.Meter))),
        new("newArray", EngineCosts.Make, static (Machine machine, in Arguments args) => Value.Of(ArrayMaker.Undefined(machine, args[0].AsNumber))),
        new("appendItem", EngineCosts.Property, AppendItem),
        new("copyItems", EngineCosts.CopyItems, CopyItems),
        new("putItems", EngineCosts.CopyItems, PutItems),
        new("takeUndefined", EngineCosts.SortItems, ArraySort.TakeUndefined),
        new("appendUndefined", EngineCosts.SortItems, ArraySort.AppendUndefined),
        new("sortPrimitives", EngineCosts.SortItems, ArraySort.SortPrimitives),
        new("sortByTexts", EngineCosts.SortItems, ArraySort.SortByTexts),
    ];

    private static Value Call(Machine machine, in Arguments args) => machine.TailCall(args[0], args[1], args.Items[2..]);

    private static Value CreateDataProperty(Machine machine, in Arguments args)
    {
        Operations.CreateDataPropertyOrThrow(machine, args[0].AsObject, Conversions.ToPropertyKey(machine, args[1]), args[2]);
        return Value.Undefined;
    }

    private static Value RequireCallable(Machine machine, in Arguments args) =>
        args[0].IsCallable ? Value.Undefined : throw machine.ThrowType(Messages.NotCallable);

    private static Value RequireComparator(Machine machine, in Arguments args) =>
        args[0].IsUndefined || args[0].IsCallable ? Value.Undefined : throw machine.ThrowType(BuiltinMessages.ComparatorNotCallable);

    private static Value RequireObject(Machine machine, in Arguments args) =>
        args[0].IsObject ? Value.Undefined : throw machine.ThrowType(Messages.NotAnObject);

    private static Value RequireCoercible(Machine machine, in Arguments args) =>
        args[0].IsNullish ? throw machine.ThrowType(Messages.NullishToObject) : Value.Undefined;

    private static Value RequireEntry(Machine machine, in Arguments args) =>
        args[0].IsObject ? Value.Undefined : throw machine.ThrowType(BuiltinMessages.EntryNotObject);

    private static Value RequireNew(Machine machine, in Arguments args) =>
        args[0].IsUndefined ? throw machine.ThrowType(BuiltinMessages.NeedsNew) : args[0];

    private static Value RequireIndexBelowMax(Machine machine, in Arguments args) =>
        args[0].AsNumber < ArrayLike.LengthMax ? Value.Undefined : throw machine.ThrowType(BuiltinMessages.LengthTooLarge);

    private static Value AppendItem(Machine machine, in Arguments args)
    {
        ((JsArray)args[0].AsObject).Append(machine, args[1]);
        return Value.Undefined;
    }

    /// <summary>A copy of the first items of an array, with undefined for those that are no longer there.</summary>
    private static Value CopyItems(Machine machine, in Arguments args)
    {
        var source = (JsArray)args[0].AsObject;
        int count = (int)args[1].AsNumber;
        EngineCosts.CopyItems.Charge(machine, count);
        var copy = ArrayMaker.Of(machine, source.Span[..Math.Min(count, source.Count)]);
        ArrayMaker.Pad(machine, copy, count);
        return Value.Of(copy);
    }

    /// <summary>Writes all items over those of a plain array of at least as many; false when the target is anything else.</summary>
    private static Value PutItems(Machine machine, in Arguments args)
    {
        var items = (JsArray)args[1].AsObject;
        if (args[0].AsObject is not JsArray { ItemsWritable: true } target || target.Count < items.Count)
            return Value.False;
        EngineCosts.CopyItems.Charge(machine, items.Count);
        items.Span.CopyTo(target.Items);
        return Value.True;
    }
}
