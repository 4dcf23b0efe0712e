using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Array methods that give a new array: <c>slice concat with toReversed toSpliced flat</c>.</summary>
internal static class ArrayCopies
{
    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(IntrinsicBuilder builder)
    {
        builder.Method(ArrayCosts.Concat, 1, Concat);
        builder.Method(ArrayCosts.Slice, 2, Slice);
        builder.Method(ArrayCosts.ToReversed, 0, ToReversed);
        builder.Method(ArrayCosts.ToSpliced, 2, ToSpliced);
        builder.Method(ArrayCosts.With, 2, With);
    }

    private static Value Slice(Machine machine, in Arguments args)
    {
        var source = new ArrayLike(machine, args.This);
        double start = source.Clamp(args[0], 0);
        double end = source.Clamp(args[1], source.Length);
        double count = Math.Max(0, end - start);
        if (source.Object is JsArray array && end <= array.Count)
        {
            ArrayCosts.Slice.Charge(machine, (long)count);
            return Value.Of(ArrayMaker.Of(machine, array.Span.Slice((int)Math.Min(start, array.Count), (int)count)));
        }

        if (count > uint.MaxValue)
            throw machine.ThrowRange(Messages.ArrayLength);
        var result = ArrayMaker.Of(machine, []);
        for (double k = 0; k < count; k++)
        {
            if (source.TryGet(start + k, out var item))
                ArrayMaker.Put(machine, result, k, item);
        }

        ArrayMaker.Pad(machine, result, count);
        return Value.Of(result);
    }

    private static Value Concat(Machine machine, in Arguments args)
    {
        var result = ArrayMaker.Of(machine, []);
        double at = ConcatOne(machine, result, 0, Value.Of(Conversions.ToObject(machine, args.This)));
        for (int i = 0; i < args.Count; i++)
            at = ConcatOne(machine, result, at, args[i]);
        ArrayMaker.Pad(machine, result, at);
        return Value.Of(result);
    }

    private static double ConcatOne(Machine machine, JsArray result, double at, Value item)
    {
        if (!item.IsObject || !IsSpreadable(machine, item.AsObject))
        {
            RequireLength(machine, at + 1);
            ArrayMaker.Put(machine, result, at, item);
            return at + 1;
        }

        var source = new ArrayLike(machine, item);
        RequireLength(machine, at + source.Length);
        if (source.Object is JsArray array)
        {
            ArrayMaker.Pad(machine, result, at);
            ArrayCosts.Concat.Charge(machine, array.Count);
            result.Grow(machine, result.Count + array.Count);
            int start = result.Count;
            result.SetCount(start + array.Count);
            array.Span.CopyTo(result.Items.AsSpan(start));
            return at + source.Length;
        }

        for (double k = 0; k < source.Length; k++)
        {
            if (source.TryGet(k, out var value))
                ArrayMaker.Put(machine, result, at + k, value);
        }

        return at + source.Length;
    }

    private static bool IsSpreadable(Machine machine, JsObject item)
    {
        var spreadable = Operations.Get(machine, item, WellKnown.IsConcatSpreadable);
        return spreadable.IsUndefined ? item is JsArray : Conversions.ToBoolean(spreadable);
    }

    private static Value ToReversed(Machine machine, in Arguments args)
    {
        var source = new ArrayLike(machine, args.This);
        ArrayCosts.ToReversed.Charge(machine, source.Object is JsArray ? (long)source.Length : 0);
        var result = ArrayMaker.Undefined(machine, source.Length);
        if (source.Object is JsArray array)
        {
            array.Span.CopyTo(result.Items);
            result.Items.AsSpan(0, result.Count).Reverse();
            return Value.Of(result);
        }

        for (int k = 0; k < result.Count; k++)
            result.ItemAt(k) = source.Get(source.Length - 1 - k);
        return Value.Of(result);
    }

    private static Value With(Machine machine, in Arguments args)
    {
        var source = new ArrayLike(machine, args.This);
        double relative = Conversions.ToIntegerOrInfinity(machine, args[0]);
        double index = relative >= 0 ? relative : source.Length + relative;
        if (index < 0 || index >= source.Length)
            throw machine.ThrowRange(Messages.InvalidIndex);
        var result = CopyAll(machine, source, ArrayCosts.With, skip: index);
        result.ItemAt((int)index) = args[1];
        return Value.Of(result);
    }

    private static Value ToSpliced(Machine machine, in Arguments args)
    {
        var source = new ArrayLike(machine, args.This);
        double start = source.Clamp(args[0], 0);
        double skipped = args.Count switch
        {
            0 => 0,
            1 => source.Length - start,
            _ => Math.Clamp(Conversions.ToIntegerOrInfinity(machine, args[1]), 0, source.Length - start),
        };
        var inserted = args.Count > 2 ? args.Items[2..] : [];
        double count = source.Length - skipped + inserted.Length;
        if (count > ArrayLike.LengthMax)
            throw machine.ThrowType(BuiltinMessages.LengthTooLarge);
        ArrayCosts.ToSpliced.Charge(machine, (long)Math.Min(count, ScriptLimits.ArrayItemsMax));
        var result = ArrayMaker.Undefined(machine, count);
        int at = 0;
        for (; at < start; at++)
            result.ItemAt(at) = source.Get(at);
        foreach (var item in inserted)
            result.ItemAt(at++) = item;
        for (double from = start + skipped; at < count; from++)
            result.ItemAt(at++) = source.Get(from);
        return Value.Of(result);
    }

    /// <summary>A copy of everything, reading holes as undefined; what was skipped is undefined too.</summary>
    private static JsArray CopyAll(Machine machine, in ArrayLike source, BuiltinCost cost, double skip)
    {
        cost.Charge(machine, source.Object is JsArray ? (long)source.Length : 0);
        var result = ArrayMaker.Undefined(machine, source.Length);
        if (source.Object is JsArray array && array.Count == source.Length)
        {
            array.Span.CopyTo(result.Items);
            return result;
        }

        for (int k = 0; k < result.Count; k++)
        {
            if (k != skip)
                result.ItemAt(k) = source.Get(k);
        }

        return result;
    }

    private static void RequireLength(Machine machine, double length)
    {
        if (length > ArrayLike.LengthMax)
            throw machine.ThrowType(BuiltinMessages.LengthTooLarge);
    }
}
