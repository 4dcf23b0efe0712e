using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// Array methods that change their receiver: <c>push pop shift unshift splice fill copyWithin reverse</c>. A plain array is changed in one
/// block move, charged by the items moved; anything else is walked property by property, as the specification words it.
/// </summary>
internal static class ArrayEdits
{
    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(IntrinsicBuilder builder)
    {
        builder.Method(ArrayCosts.CopyWithin, 2, CopyWithin);
        builder.Method(ArrayCosts.Fill, 1, Fill);
        builder.Method(ArrayCosts.Pop, 0, Pop);
        builder.Method(ArrayCosts.Push, 1, Push);
        builder.Method(ArrayCosts.Reverse, 0, Reverse);
        builder.Method(ArrayCosts.Shift, 0, Shift);
        builder.Method(ArrayCosts.Splice, 2, Splice);
        builder.Method(ArrayCosts.Unshift, 1, Unshift);
    }

    private static Value Push(Machine machine, in Arguments args)
    {
        ArrayCosts.Push.Charge(machine, args.Count);
        if (args.This.IsObject && args.This.AsObject is JsArray { CanAppend: true } array)
        {
            array.Grow(machine, array.Count + args.Count);
            foreach (var item in args.Items)
                array.Append(machine, item);
            return Value.Number(array.Count);
        }

        var target = new ArrayLike(machine, args.This);
        RequireLength(machine, target.Length + args.Count);
        for (int i = 0; i < args.Count; i++)
            target.Set(target.Length + i, args[i]);
        target.SetLength(target.Length + args.Count);
        return Value.Number(target.Length + args.Count);
    }

    private static Value Pop(Machine machine, in Arguments args)
    {
        if (args.This.IsObject && args.This.AsObject is JsArray { IsShrinkable: true, Count: > 0 } array)
        {
            var last = array.ItemAt(array.Count - 1);
            array.SetCount(array.Count - 1);
            return last;
        }

        var target = new ArrayLike(machine, args.This);
        if (target.Length == 0)
        {
            target.SetLength(0);
            return Value.Undefined;
        }

        var item = target.Get(target.Length - 1);
        target.Delete(target.Length - 1);
        target.SetLength(target.Length - 1);
        return item;
    }

    private static Value Shift(Machine machine, in Arguments args)
    {
        if (args.This.IsObject && args.This.AsObject is JsArray { IsShrinkable: true, Count: > 0 } array)
        {
            ArrayCosts.Shift.Charge(machine, array.Count);
            var first = array.ItemAt(0);
            Move(array, 1, 0, array.Count - 1);
            array.SetCount(array.Count - 1);
            return first;
        }

        var target = new ArrayLike(machine, args.This);
        if (target.Length == 0)
        {
            target.SetLength(0);
            return Value.Undefined;
        }

        var item = target.Get(0);
        for (double k = 1; k < target.Length; k++)
            MoveOne(target, k, k - 1);
        target.Delete(target.Length - 1);
        target.SetLength(target.Length - 1);
        return item;
    }

    private static Value Unshift(Machine machine, in Arguments args)
    {
        int added = args.Count;
        if (args.This.IsObject && args.This.AsObject is JsArray { IsResizable: true } array)
        {
            ArrayCosts.Unshift.Charge(machine, (long)array.Count + added);
            int old = array.Count;
            array.Grow(machine, old + added);
            array.SetCount(old + added);
            Move(array, 0, added, old);
            args.Items.CopyTo(array.Items);
            return Value.Number(array.Count);
        }

        var target = new ArrayLike(machine, args.This);
        if (added > 0)
        {
            RequireLength(machine, target.Length + added);
            for (double k = target.Length; k > 0; k--)
                MoveOne(target, k - 1, k + added - 1);
            for (int i = 0; i < added; i++)
                target.Set(i, args[i]);
        }

        target.SetLength(target.Length + added);
        return Value.Number(target.Length + added);
    }

    private static Value Splice(Machine machine, in Arguments args)
    {
        var target = new ArrayLike(machine, args.This);
        double start = target.Clamp(args[0], 0);
        int added = Math.Max(0, args.Count - 2);
        double removed = args.Count switch
        {
            0 => 0,
            1 => target.Length - start,
            _ => Math.Clamp(Conversions.ToIntegerOrInfinity(machine, args[1]), 0, target.Length - start),
        };
        RequireLength(machine, target.Length + added - removed);
        var inserted = added > 0 ? args.Items[2..] : [];
        if (target.Object is JsArray { IsResizable: true } array && array.Count == target.Length)
            return Value.Of(SpliceArray(machine, array, (int)start, (int)removed, inserted));
        return SpliceLike(machine, target, start, removed, inserted);
    }

    private static JsArray SpliceArray(Machine machine, JsArray array, int start, int removed, ReadOnlySpan<Value> inserted)
    {
        int tail = array.Count - start - removed;
        int count = array.Count - removed + inserted.Length;
        ArrayCosts.Splice.Charge(machine, (long)tail + removed + inserted.Length);
        var taken = ArrayMaker.Of(machine, array.Span.Slice(start, removed));
        array.Grow(machine, count);
        if (count > array.Count)
            array.SetCount(count);
        Move(array, start + removed, start + inserted.Length, tail);
        inserted.CopyTo(array.Items.AsSpan(start));
        array.SetCount(count);
        return taken;
    }

    private static Value SpliceLike(Machine machine, in ArrayLike target, double start, double removed, ReadOnlySpan<Value> inserted)
    {
        if (removed > uint.MaxValue)
            throw machine.ThrowRange(Messages.ArrayLength);
        int added = inserted.Length;
        var taken = ArrayMaker.Of(machine, []);
        for (double k = 0; k < removed; k++)
        {
            if (target.TryGet(start + k, out var item))
                ArrayMaker.Put(machine, taken, k, item);
        }

        ArrayMaker.Pad(machine, taken, removed);
        if (added < removed)
        {
            for (double k = start; k < target.Length - removed; k++)
                MoveOne(target, k + removed, k + added);
            for (double k = target.Length; k > target.Length - removed + added; k--)
                target.Delete(k - 1);
        }
        else if (added > removed)
        {
            for (double k = target.Length - removed; k > start; k--)
                MoveOne(target, k + removed - 1, k + added - 1);
        }

        for (int i = 0; i < added; i++)
            target.Set(start + i, inserted[i]);
        target.SetLength(target.Length - removed + added);
        return Value.Of(taken);
    }

    private static Value Fill(Machine machine, in Arguments args)
    {
        var target = new ArrayLike(machine, args.This);
        double start = target.Clamp(args[1], 0);
        double end = target.Clamp(args[2], target.Length);
        if (target.Object is JsArray { ItemsWritable: true } array && end <= array.Count)
        {
            if (start < end)
            {
                ArrayCosts.Fill.Charge(machine, (long)(end - start));
                array.Items.AsSpan((int)start, (int)(end - start)).Fill(args[0]);
            }

            return args.This;
        }

        for (double k = start; k < end; k++)
            target.Set(k, args[0]);
        return Value.Of(target.Object);
    }

    private static Value CopyWithin(Machine machine, in Arguments args)
    {
        var target = new ArrayLike(machine, args.This);
        double to = target.Clamp(args[0], 0);
        double from = target.Clamp(args[1], 0);
        double end = target.Clamp(args[2], target.Length);
        double count = Math.Min(end - from, target.Length - to);
        if (target.Object is JsArray { ItemsWritable: true } array && array.Count == target.Length)
        {
            if (count > 0)
            {
                ArrayCosts.CopyWithin.Charge(machine, (long)count);
                Move(array, (int)from, (int)to, (int)count);
            }

            return args.This;
        }

        bool backwards = from < to && to < from + count;
        for (double k = 0; k < count; k++)
        {
            double at = backwards ? count - 1 - k : k;
            MoveOne(target, from + at, to + at);
        }

        return Value.Of(target.Object);
    }

    private static Value Reverse(Machine machine, in Arguments args)
    {
        var target = new ArrayLike(machine, args.This);
        if (target.Object is JsArray { ItemsWritable: true } array && array.Count == target.Length)
        {
            ArrayCosts.Reverse.Charge(machine, array.Count);
            array.Items.AsSpan(0, array.Count).Reverse();
            return args.This;
        }

        double middle = Math.Floor(target.Length / 2);
        for (double low = 0; low < middle; low++)
        {
            double high = target.Length - 1 - low;
            bool hasLow = target.TryGet(low, out var lowItem);
            bool hasHigh = target.TryGet(high, out var highItem);
            if (hasHigh)
                target.Set(low, highItem);
            else if (hasLow)
                target.Delete(low);
            if (hasLow)
                target.Set(high, lowItem);
            else if (hasHigh)
                target.Delete(high);
        }

        return Value.Of(target.Object);
    }

    private static void Move(JsArray array, int from, int to, int count) => Array.Copy(array.Items, from, array.Items, to, count);

    private static void MoveOne(in ArrayLike target, double from, double to)
    {
        if (target.TryGet(from, out var item))
            target.Set(to, item);
        else
            target.Delete(to);
    }

    private static void RequireLength(Machine machine, double length)
    {
        if (length > ArrayLike.LengthMax)
            throw machine.ThrowType(BuiltinMessages.LengthTooLarge);
    }
}
