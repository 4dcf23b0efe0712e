using Chain.Script.Execution;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Methods of byte arrays that change bytes or make a new array. New arrays are plain: there is no species.</summary>
internal static class ByteArrayEdits
{
    /// <summary>Puts the methods on <c>%TypedArray%.prototype</c>.</summary>
    internal static void Install(RealmBuilder realm)
    {
        IntrinsicBuilder prototype = realm.Fill(Intrinsic.TypedArrayPrototype, "%TypedArray%.prototype");
        prototype.Method(ByteArrayCosts.CopyWithin, 2, CopyWithin);
        prototype.Method(ByteArrayCosts.Fill, 1, Fill);
        prototype.Method(ByteArrayCosts.Reverse, 0, Reverse);
        prototype.Method(ByteArrayCosts.Set, 1, Set);
        prototype.Method(ByteArrayCosts.Slice, 2, Slice);
        prototype.Method(ByteArrayCosts.Subarray, 2, Subarray);
        prototype.Method(ByteArrayCosts.ToReversed, 0, ToReversed);
        prototype.Method(ByteArrayCosts.With, 2, With);
    }

    private static ByteArray Writable(Machine machine, in Arguments args)
    {
        ByteArray bytes = ByteArrayReads.This(machine, args);
        bytes.RequireWritable(machine);
        return bytes;
    }

    private static Value CopyWithin(Machine machine, in Arguments args)
    {
        ByteArray bytes = Writable(machine, args);
        Value startValue = args[1];
        Value endValue = args[2];
        int to = StringText.Relative(machine, args[0], bytes.Length, 0);
        int start = StringText.Relative(machine, startValue, bytes.Length, 0);
        int end = StringText.Relative(machine, endValue, bytes.Length, bytes.Length);
        int count = Math.Min(end - start, bytes.Length - to);
        if (count > 0)
        {
            ByteArrayCosts.CopyWithin.Charge(machine, count);
            bytes.Bytes.Slice(start, count).CopyTo(bytes.Bytes[to..]);
        }
        return Value.Of(bytes);
    }

    private static Value Fill(Machine machine, in Arguments args)
    {
        ByteArray bytes = Writable(machine, args);
        Value startValue = args[1];
        Value endValue = args[2];
        byte value = NumberBits.ToUint8(Conversions.ToNumber(machine, args[0]));
        int start = StringText.Relative(machine, startValue, bytes.Length, 0);
        int end = StringText.Relative(machine, endValue, bytes.Length, bytes.Length);
        if (end > start)
        {
            ByteArrayCosts.Fill.Charge(machine, end - start);
            bytes.Bytes[start..end].Fill(value);
        }
        return Value.Of(bytes);
    }

    private static Value Reverse(Machine machine, in Arguments args)
    {
        ByteArray bytes = Writable(machine, args);
        ByteArrayCosts.Reverse.Charge(machine, bytes.Length);
        bytes.Bytes.Reverse();
        return Value.Of(bytes);
    }

    private static Value Set(Machine machine, in Arguments args)
    {
        ByteArray target = Writable(machine, args);
        Value source = args[0];
        double offset = Conversions.ToIntegerOrInfinity(machine, args[1]);
        if (offset < 0)
            throw machine.ThrowRange(TextMessages.ByteArrayOffset);
        if (source.IsObject && source.AsObject is ByteArray bytes)
        {
            if (bytes.Length + offset > target.Length)
                throw machine.ThrowRange(TextMessages.ByteArrayOffset);
            ByteArrayCosts.Set.Charge(machine, bytes.Length);
            bytes.Span.CopyTo(target.Bytes[(int)offset..]);
            return Value.Undefined;
        }
        JsObject items = Conversions.ToObject(machine, source);
        double length = Operations.LengthOfArrayLike(machine, items);
        if (length + offset > target.Length)
            throw machine.ThrowRange(TextMessages.ByteArrayOffset);
        for (int index = 0; index < (int)length; index++)
        {
            ByteArrayCosts.ConstructorItem.Charge(machine, 1);
            Value item = items.Get(machine, PropertyKey.FromIndex((uint)index));
            target.Bytes[(int)offset + index] = NumberBits.ToUint8(Conversions.ToNumber(machine, item));
        }
        return Value.Undefined;
    }

    private static Value Slice(Machine machine, in Arguments args)
    {
        ByteArray bytes = ByteArrayReads.This(machine, args);
        Value endValue = args[1];
        int start = StringText.Relative(machine, args[0], bytes.Length, 0);
        int end = StringText.Relative(machine, endValue, bytes.Length, bytes.Length);
        ByteArrayCosts.Slice.Charge(machine, Math.Max(0, end - start));
        return Value.Of(end > start ? ByteArray.Of(machine, bytes.Span[start..end]) : ByteArray.Create(machine, 0));
    }

    private static Value Subarray(Machine machine, in Arguments args)
    {
        ByteArray bytes = ByteArrayReads.This(machine, args);
        Value endValue = args[1];
        int start = StringText.Relative(machine, args[0], bytes.Length, 0);
        int end = StringText.Relative(machine, endValue, bytes.Length, bytes.Length);
        return Value.Of(bytes.View(machine, start, end));
    }

    private static Value ToReversed(Machine machine, in Arguments args)
    {
        ByteArray bytes = ByteArrayReads.This(machine, args);
        ByteArrayCosts.ToReversed.Charge(machine, bytes.Length);
        ByteArray made = ByteArray.Of(machine, bytes.Span);
        made.Bytes.Reverse();
        return Value.Of(made);
    }

    private static Value With(Machine machine, in Arguments args)
    {
        ByteArray bytes = ByteArrayReads.This(machine, args);
        Value value = args[1];
        double at = Conversions.ToIntegerOrInfinity(machine, args[0]);
        at = at < 0 ? at + bytes.Length : at;
        byte converted = NumberBits.ToUint8(Conversions.ToNumber(machine, value));
        if (!(at >= 0 && at < bytes.Length))
            throw machine.ThrowRange(TextMessages.IndexRange);
        ByteArrayCosts.With.Charge(machine, bytes.Length);
        ByteArray made = ByteArray.Of(machine, bytes.Span);
        made.Bytes[(int)at] = converted;
        return Value.Of(made);
    }
}
