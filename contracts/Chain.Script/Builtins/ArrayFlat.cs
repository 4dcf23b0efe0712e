using System.Runtime.InteropServices;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// <c>Array.prototype.flat</c>, with a stack of its own: the nesting of arrays is the script's choice and must not become nesting of C#.
/// An array that contains itself flattened to infinite depth ends when the gas does.
/// </summary>
internal static class ArrayFlat
{
    private const int BytesPerLevel = 40;

    /// <summary>Puts the method on the prototype.</summary>
    internal static void Install(IntrinsicBuilder builder) => builder.Method(ArrayCosts.Flat, 0, Flat);

    private static Value Flat(Machine machine, in Arguments args)
    {
        var root = new ArrayLike(machine, args.This);
        double depthMax = args[0].IsUndefined ? 1 : Conversions.ToIntegerOrInfinity(machine, args[0]);
        var result = ArrayMaker.Of(machine, []);
        var levels = new Stack<Level>();
        levels.Push(new Level(root.Object, root.Length, 0));
        while (levels.TryPop(out var level))
        {
            if (level.At >= level.Length)
                continue;
            levels.Push(level with { At = level.At + 1 });
            ArrayCosts.Flat.Charge(machine, 1);
            if (!TryGet(machine, level, out var item))
                continue;
            if (item.IsObject && item.AsObject is JsArray inner && levels.Count <= depthMax)
            {
                machine.Meter.Allocate(BytesPerLevel);
                levels.Push(new Level(inner, inner.Count, 0));
            }
            else
            {
                result.Append(machine, item);
            }
        }

        return Value.Of(result);
    }

    private static bool TryGet(Machine machine, in Level level, out Value item)
    {
        if (level.Source is JsArray array && level.At < array.Count)
        {
            item = array.ItemAt((int)level.At);
            return true;
        }

        var key = ArrayLike.Key(machine, level.At);
        bool has = level.Source.HasProperty(machine, key);
        item = has ? level.Source.Get(machine, key, Value.Of(level.Source)) : Value.Undefined;
        return has;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Level(JsObject Source, double Length, double At);
}
