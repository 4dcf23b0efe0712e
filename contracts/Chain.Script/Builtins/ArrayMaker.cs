using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>New arrays for the results of builtins, counted before they are made.</summary>
internal static class ArrayMaker
{
    /// <summary>An array of copies of these items.</summary>
    internal static JsArray Of(Machine machine, ReadOnlySpan<Value> items)
    {
        var made = Blank(machine, items.Length);
        items.CopyTo(made.Items);
        return made;
    }

    /// <summary>An array of so many undefined; RangeError beyond the longest array.</summary>
    internal static JsArray Undefined(Machine machine, double count)
    {
        if (count > uint.MaxValue)
            throw machine.ThrowRange(Messages.ArrayLength);
        if (count > ScriptLimits.ArrayItemsMax)
            throw machine.ThrowRange(Messages.ArrayTooLong);
        ArrayCosts.FillNew.Charge(machine, (long)count);
        var made = Blank(machine, (int)count);
        made.Items.AsSpan().Fill(Value.Undefined);
        return made;
    }

    /// <summary>Puts an item at an index at or beyond the count; what lies between becomes undefined, because arrays have no holes.</summary>
    internal static void Put(Machine machine, JsArray array, double index, Value item)
    {
        Pad(machine, array, index);
        array.Append(machine, item);
    }

    /// <summary>Appends undefined up to a count.</summary>
    internal static void Pad(Machine machine, JsArray array, double count)
    {
        if (count > ScriptLimits.ArrayItemsMax)
            throw machine.ThrowRange(Messages.ArrayTooLong);
        ArrayCosts.FillNew.Charge(machine, (long)count - array.Count);
        while (array.Count < count)
            array.Append(machine, Value.Undefined);
    }

    /// <summary>An array whose items the caller writes at once: until then they read as 0.</summary>
    internal static JsArray Blank(Machine machine, int count)
    {
        if (count > ScriptLimits.ArrayItemsMax)
            throw machine.ThrowRange(Messages.ArrayTooLong);
        machine.Meter.Allocate(MemoryCosts.Array + MemoryCosts.OfSlots(count));
        return machine.NewArray(new Value[count], count);
    }
}
