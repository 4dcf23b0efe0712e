using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// <c>replace</c> and <c>replaceAll</c> with a text to look for (there are no regular expressions). A replacement that is a function is
/// called for each match, which counts as native re-entry.
/// </summary>
internal static class StringReplace
{
    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(IntrinsicBuilder prototype)
    {
        prototype.Method(StringCosts.Replace, 2, Replace);
        prototype.Method(StringCosts.ReplaceAll, 2, ReplaceAll);
    }

    private static Value Replace(Machine machine, in Arguments args) => Run(machine, args, StringCosts.Replace, all: false);

    private static Value ReplaceAll(Machine machine, in Arguments args) => Run(machine, args, StringCosts.ReplaceAll, all: true);

    private static Value Run(Machine machine, in Arguments args, BuiltinCost cost, bool all)
    {
        Value searchValue = args[0];
        Value replaceValue = args[1];
        JsString whole = StringText.This(machine, args);
        string text = whole.Flat(machine.Meter);
        string sought = Conversions.ToString(machine, searchValue).Flat(machine.Meter);
        bool calls = replaceValue.IsCallable;
        string pattern = calls ? "" : Conversions.ToString(machine, replaceValue).Flat(machine.Meter);

        int at = Next(machine, cost, text, sought, 0);
        if (at < 0)
            return Value.Of(whole);
        var result = new TextBuilder(machine);
        int done = 0;
        while (at >= 0)
        {
            StringCosts.ReplaceMatch.Charge(machine, 1);
            result.Add(text.AsSpan(done, at - done));
            if (calls)
                result.Add(Called(machine, replaceValue, sought, at, whole));
            else
                Substitute(result, text, sought.Length, at, pattern);
            done = at + sought.Length;
            at = all ? Next(machine, cost, text, sought, Math.Max(done, at + 1)) : -1;
        }
        result.Add(text.AsSpan(done));
        return result.Finish();
    }

    private static int Next(Machine machine, BuiltinCost cost, string text, string sought, int from)
    {
        if (from > text.Length)
            return -1;

        // Only what lies before the next match is read: charging the whole rest at every match would make the price quadratic.
        int block = Math.Max(1024, sought.Length);
        for (int start = from; ; start += block)
        {
            int end = (int)Math.Min(text.Length, (long)start + block + sought.Length - 1);
            int found = StringReads.Search(machine, cost, text.AsSpan(0, end), sought, start);
            if (found >= 0 || end == text.Length)
                return found;
        }
    }

    private static string Called(Machine machine, Value function, string sought, int at, JsString whole)
    {
        Value result = machine.CallFunction(function, Value.Undefined, [Value.Of(JsString.Create(machine.Meter, sought)), Value.Number(at), Value.Of(whole)]);
        return Conversions.ToString(machine, result).Flat(machine.Meter);
    }

    /// <summary>GetSubstitution: <c>$$</c>, <c>$&amp;</c>, <c>$`</c> and <c>$'</c>; without captures the numbered and named ones stand for themselves.</summary>
    private static void Substitute(TextBuilder result, string text, int soughtLength, int at, string pattern)
    {
        ReadOnlySpan<char> rest = pattern;
        while (true)
        {
            int dollar = rest.IndexOf('$');
            if (dollar < 0 || dollar + 1 == rest.Length)
                break;
            result.Add(rest[..dollar]);
            ReadOnlySpan<char> piece = rest[dollar + 1] switch
            {
                '$' => "$",
                '&' => text.AsSpan(at, soughtLength),
                '`' => text.AsSpan(0, at),
                '\'' => text.AsSpan(at + soughtLength),
                _ => rest.Slice(dollar, 1),
            };
            bool special = rest[dollar + 1] is '$' or '&' or '`' or '\'';
            result.Add(piece);
            rest = rest[(dollar + (special ? 2 : 1))..];
        }
        result.Add(rest);
    }
}
