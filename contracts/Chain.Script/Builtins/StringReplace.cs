using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// The native part of <c>replace</c> and <c>replaceAll</c>, which <c>text.js</c> defines: a replacement that is a function is called there.
/// What is sought is a text; there are no regular expressions.
/// </summary>
internal static class StringReplace
{
    /// <summary><c>(receiver, sought, replacement, all)</c>, the replacement being no function.</summary>
    internal static Value ByText(Machine machine, in Arguments args)
    {
        Value soughtValue = args[1];
        Value replacement = args[2];
        bool all = args[3].IsTrue;
        if (args[0].IsNullish)
            throw machine.ThrowType(TextMessages.NullishReceiver);
        JsString whole = Conversions.ToString(machine, args[0]);
        string text = whole.Flat(machine.Meter);
        string sought = Conversions.ToString(machine, soughtValue).Flat(machine.Meter);
        string pattern = Conversions.ToString(machine, replacement).Flat(machine.Meter);

        int at = Next(machine, StringCosts.ReplaceAll, text, sought, 0);
        if (at < 0)
            return Value.Of(whole);
        var result = new TextBuilder(machine);
        int done = 0;
        while (at >= 0)
        {
            StringCosts.ReplaceMatch.Charge(machine, 1);
            result.Add(text.AsSpan(done, at - done));
            Substitute(machine, result, text, sought.Length, at, pattern);
            done = at + sought.Length;
            at = all ? Next(machine, StringCosts.ReplaceAll, text, sought, Math.Max(done, at + 1)) : -1;
        }
        result.Add(text.AsSpan(done));
        return result.Finish();
    }

    /// <summary><c>(text, sought, places, pieces)</c>: the text with a piece instead of what is sought at each place.</summary>
    internal static Value Join(Machine machine, in Arguments args)
    {
        string text = args[0].AsString.Flat(machine.Meter);
        int length = args[1].AsString.Length;
        var places = (JsArray)args[2].AsObject;
        var pieces = (JsArray)args[3].AsObject;
        var result = new TextBuilder(machine);
        int done = 0;
        for (int index = 0; index < places.Count; index++)
        {
            StringCosts.ReplaceMatch.Charge(machine, 1);
            int at = (int)places.ItemAt(index).AsNumber;
            result.Add(text.AsSpan(done, at - done));
            result.Add(pieces.ItemAt(index).AsString.Flat(machine.Meter));
            done = at + length;
        }
        result.Add(text.AsSpan(done));
        return result.Finish();
    }

    /// <summary>The next place of what is sought, or −1. Charged by what is read.</summary>
    internal static int Next(Machine machine, BuiltinCost cost, string text, string sought, int from)
    {
        if (from > text.Length)
            return -1;

        // Only what lies before the next match is read: charging the whole rest at every match would make the price quadratic.
        // The blocks double, so at most about twice as much is charged as lies before the match.
        int start = from;
        int block = Math.Max(32, sought.Length);
        while (true)
        {
            int end = (int)Math.Min(text.Length, (long)start + block + sought.Length - 1);
            int found = StringReads.Search(machine, cost, text.AsSpan(0, end), sought, start);
            if (found >= 0 || end == text.Length)
                return found;
            start += block;
            block *= 2;
        }
    }

    /// <summary>GetSubstitution: <c>$$</c>, <c>$&amp;</c>, <c>$`</c> and <c>$'</c>; without captures the numbered and named ones stand for themselves.</summary>
    private static void Substitute(Machine machine, TextBuilder result, string text, int soughtLength, int at, string pattern)
    {
        ReadOnlySpan<char> rest = pattern;
        while (true)
        {
            int dollar = rest.IndexOf('$');
            if (dollar < 0 || dollar + 1 == rest.Length)
                break;
            machine.Meter.Charge(4);
            result.Add(rest[..dollar]);
            char kind = rest[dollar + 1];
            result.Add(kind switch
            {
                '&' => text.AsSpan(at, soughtLength),
                '`' => text.AsSpan(0, at),
                '\'' => text.AsSpan(at + soughtLength),
                _ => "$",
            });
            rest = rest[(dollar + (kind is '$' or '&' or '`' or '\'' ? 2 : 1))..];
        }
        result.Add(rest);
    }
}
