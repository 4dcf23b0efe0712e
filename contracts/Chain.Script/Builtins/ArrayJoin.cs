using System.Runtime.InteropServices;
using System.Text;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// <c>join</c> and <c>toString</c> of arrays. Nested arrays whose conversion to text nobody changed are walked with a stack of this
/// method's own, so nesting costs gas and memory but no C# stack; other objects are converted by calling them, which is counted. An array
/// met again inside itself gives the empty text: it bears a mark while it is being joined.
/// </summary>
internal static class ArrayJoin
{
    private const int BytesPerLevel = 64;

    private static readonly PropertyKey JoinKey = PropertyKey.From("join");
    private static readonly PropertyKey ToStringKey = PropertyKey.From("toString");
    private static readonly JsString Comma = JsString.Constant(",");

    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(RealmBuilder realm, IntrinsicBuilder prototype)
    {
        realm.Add(Intrinsic.ArrayJoin, prototype.Method(ArrayCosts.Join, 1, Join).AsObject);
        realm.Add(Intrinsic.ArrayToString, prototype.Method(ArrayCosts.ToStringMethod, 0, ToStringMethod).AsObject);
    }

    private static Value ToStringMethod(Machine machine, in Arguments args)
    {
        var target = Conversions.ToObject(machine, args.This);
        var join = Operations.Get(machine, target, JoinKey);
        if (ReferenceEquals(join.Ref, machine.Realm.Get(Intrinsic.ArrayJoin)))
            return Join(machine, new Arguments(Value.Of(target), []));
        return join.IsCallable ? machine.TailCall(join, Value.Of(target), []) : ObjectPrototype.ToStringMethod(machine, new Arguments(Value.Of(target), []));
    }

    private static Value Join(Machine machine, in Arguments args)
    {
        var root = new ArrayLike(machine, args.This);
        var separator = args[0].IsUndefined ? Comma : Conversions.ToString(machine, args[0]);
        var levels = new Stack<Level>();
        try
        {
            return Join(machine, root, separator, levels);
        }
        finally
        {
            // Whatever ends the join, also a halt, no mark may stay behind.
            foreach (var level in levels)
                level.Source.LeaveJoin();
        }
    }

    private static Value Join(Machine machine, in ArrayLike root, JsString separator, Stack<Level> levels)
    {
        if (root.Length == 0 || !root.Object.EnterJoin())
            return Value.EmptyString;
        levels.Push(new Level(root.Object, root.Length, 0, separator.Flat(machine.Meter)));
        var text = new StringBuilder();
        while (levels.TryPeek(out var level))
        {
            if (level.At == level.Length)
            {
                level.Source.LeaveJoin();
                levels.Pop();
                continue;
            }

            ArrayCosts.Join.Charge(machine, 1);
            if (level.At > 0)
                Append(machine, text, level.Separator);
            levels.Pop();
            levels.Push(level with { At = level.At + 1 });
            var item = level.Source is JsArray array && level.At < array.Count
                ? array.ItemAt((int)level.At)
                : level.Source.Get(machine, ArrayLike.Key(machine, level.At), Value.Of(level.Source));
            if (item.IsNullish)
                continue;
            if (!IsPlainArray(machine, item, out var inner))
                Append(machine, text, Conversions.ToString(machine, item).Flat(machine.Meter));
            else if (inner.Count > 0 && inner.EnterJoin())
                levels.Push(Enter(machine, inner));
        }

        return Value.Of(JsString.Create(machine.Meter, text.ToString()));
    }

    private static Level Enter(Machine machine, JsArray inner)
    {
        machine.Meter.Allocate(BytesPerLevel);
        return new Level(inner, inner.Count, 0, ",");
    }

    /// <summary>Whether ToString of the item would come to this method by the ordinary way and nothing else: then no call is needed.</summary>
    private static bool IsPlainArray(Machine machine, in Value item, out JsArray array)
    {
        array = (item.IsObject ? item.AsObject as JsArray : null)!;
        return array is not null
            && !array.TryFind(machine, WellKnown.ToPrimitive, out _, out _, out _)
            && array.TryFind(machine, ToStringKey, out var toText, out _, out _)
            && ReferenceEquals(toText.Ref, machine.Realm.Get(Intrinsic.ArrayToString))
            && array.TryFind(machine, JoinKey, out var join, out _, out _)
            && ReferenceEquals(join.Ref, machine.Realm.Get(Intrinsic.ArrayJoin));
    }

    private static void Append(Machine machine, StringBuilder text, string piece)
    {
        if (piece.Length > JsString.LengthMax - text.Length)
            throw machine.ThrowRange(Messages.StringTooLong);
        ArrayCosts.JoinUnits.Charge(machine, piece.Length);
        text.Append(piece);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Level(JsObject Source, double Length, double At, string Separator);
}
