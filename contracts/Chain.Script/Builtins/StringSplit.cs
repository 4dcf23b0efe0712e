using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary><c>String.prototype.split</c> with a text as separator.</summary>
internal static class StringSplit
{
    /// <summary>Puts the method on the prototype.</summary>
    internal static void Install(IntrinsicBuilder prototype)
    {
        prototype.Method(StringCosts.Split, 2, Split);
    }

    private static Value Split(Machine machine, in Arguments args)
    {
        Value separatorValue = args[0];
        Value limitValue = args[1];
        JsString whole = StringText.This(machine, args);
        uint limit = limitValue.IsUndefined ? uint.MaxValue : Conversions.ToUint32(machine, limitValue);
        JsString separatorText = Conversions.ToString(machine, separatorValue);
        JsArray result = machine.NewArray([], 0);
        if (limit == 0)
            return Value.Of(result);
        if (separatorValue.IsUndefined)
        {
            result.Append(machine, Value.Of(whole));
            return Value.Of(result);
        }
        string text = whole.Flat(machine.Meter);
        string separator = separatorText.Flat(machine.Meter);
        if (separator.Length == 0)
            Units(machine, result, text, limit);
        else
            Parts(machine, result, whole, text, separator, limit);
        return Value.Of(result);
    }

    private static void Units(Machine machine, JsArray result, string text, uint limit)
    {
        int count = (int)Math.Min(limit, text.Length);
        StringCosts.SplitItem.Charge(machine, count);
        result.Grow(machine, count);
        for (int at = 0; at < count; at++)
            result.Append(machine, StringText.Unit(machine, text[at]));
    }

    private static void Parts(Machine machine, JsArray result, JsString whole, string text, string separator, uint limit)
    {
        // The search goes through the text once: its charge is for all of it, also when the limit ends it early.
        StringCosts.Split.Charge(machine, (long)text.Length + separator.Length);
        int start = 0;
        while (true)
        {
            StringCosts.SplitItem.Charge(machine, 1);
            int end = SubstringSearch.IndexOf(text, separator, start);
            if (end < 0)
                break;
            result.Append(machine, StringText.Part(machine, whole, text, start, end));
            if (result.Count >= limit)
                return;
            start = end + separator.Length;
        }
        result.Append(machine, StringText.Part(machine, whole, text, start, text.Length));
    }
}
