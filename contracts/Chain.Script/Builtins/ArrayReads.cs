using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Array methods that look for an item: <c>at includes indexOf lastIndexOf</c>.</summary>
internal static class ArrayReads
{
    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(IntrinsicBuilder builder)
    {
        builder.Method(ArrayCosts.At, 1, At);
        builder.Method(ArrayCosts.Includes, 1, Includes);
        builder.Method(ArrayCosts.IndexOf, 1, IndexOf);
        builder.Method(ArrayCosts.LastIndexOf, 1, LastIndexOf);
    }

    private static Value At(Machine machine, in Arguments args)
    {
        var source = new ArrayLike(machine, args.This);
        double relative = Conversions.ToIntegerOrInfinity(machine, args[0]);
        double index = relative >= 0 ? relative : source.Length + relative;
        return index < 0 || index >= source.Length ? Value.Undefined : source.Get(index);
    }

    private static Value Includes(Machine machine, in Arguments args)
    {
        var source = new ArrayLike(machine, args.This);
        if (source.Length == 0)
            return Value.False;
        double index = source.Clamp(args[1], 0);
        if (source.Object is JsArray array)
        {
            if (Find(machine, array, index, source.Length, args[0], sameZero: true, ArrayCosts.Includes) >= 0)
                return Value.True;
            index = Math.Max(index, array.Count);
        }

        for (; index < source.Length; index++)
        {
            if (Comparisons.SameValueZero(machine, source.Get(index), args[0]))
                return Value.True;
        }

        return Value.False;
    }

    private static Value IndexOf(Machine machine, in Arguments args)
    {
        var source = new ArrayLike(machine, args.This);
        if (source.Length == 0)
            return Value.Number(-1);
        double index = source.Clamp(args[1], 0);
        if (source.Object is JsArray array)
        {
            int found = Find(machine, array, index, source.Length, args[0], sameZero: false, ArrayCosts.IndexOf);
            if (found >= 0)
                return Value.Number(found);
            index = Math.Max(index, array.Count);
        }

        for (; index < source.Length; index++)
        {
            if (source.TryGet(index, out var item) && Comparisons.StrictEquals(machine, item, args[0]))
                return Value.Number(index);
        }

        return Value.Number(-1);
    }

    private static Value LastIndexOf(Machine machine, in Arguments args)
    {
        var source = new ArrayLike(machine, args.This);
        if (source.Length == 0)
            return Value.Number(-1);
        double relative = args.Count > 1 ? Conversions.ToIntegerOrInfinity(machine, args[1]) : source.Length - 1;
        double index = relative >= 0 ? Math.Min(relative, source.Length - 1) : source.Length + relative;
        if (source.Object is JsArray array && index < array.Count)
        {
            ArrayCosts.LastIndexOf.Charge(machine, (long)Math.Max(0, index + 1));
            ChargeLooking(machine, args[0], (long)Math.Max(0, index + 1));
            for (int at = (int)Math.Max(index, -1); at >= 0; at--)
            {
                if (array.ItemAt(at).IsNumber == args[0].IsNumber && Comparisons.StrictEquals(machine, array.ItemAt(at), args[0]))
                    return Value.Number(at);
            }

            return Value.Number(-1);
        }

        for (; index >= 0; index--)
        {
            if (source.TryGet(index, out var item) && Comparisons.StrictEquals(machine, item, args[0]))
                return Value.Number(index);
        }

        return Value.Number(-1);
    }

    /// <summary>The first place at or after <paramref name="from"/> whose item equals the sought one. Items of arrays run no script.</summary>
    private static int Find(Machine machine, JsArray array, double from, double length, in Value sought, bool sameZero, BuiltinCost cost)
    {
        int end = (int)Math.Min(length, array.Count);
        if (from >= end)
            return -1;
        int start = (int)from;
        cost.Charge(machine, end - start);
        ChargeLooking(machine, sought, end - start);
        for (int at = start; at < end; at++)
        {
            ref readonly var item = ref array.ItemAt(at);
            if (sought.IsNumber != item.IsNumber)
                continue;
            if (sameZero ? Comparisons.SameValueZero(machine, item, sought) : Comparisons.StrictEquals(machine, item, sought))
                return at;
        }

        return -1;
    }

    /// <summary>Only numbers are told apart without a look into each item, wherever in memory that lies.</summary>
    private static void ChargeLooking(Machine machine, Value sought, long items)
    {
        if (!sought.IsNumber)
            machine.Meter.Charge(CoreGas.LookInto, items);
    }
}
