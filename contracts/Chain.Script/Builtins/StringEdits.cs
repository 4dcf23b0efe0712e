using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Methods of strings that make a new string of the receiver. Case mapping is that of ASCII: the rest of Unicode changes with its version.</summary>
internal static class StringEdits
{
    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(IntrinsicBuilder prototype)
    {
        prototype.Method(StringCosts.Concat, 1, Concat);
        prototype.Method(StringCosts.PadEnd, 1, PadEnd);
        prototype.Method(StringCosts.PadStart, 1, PadStart);
        prototype.Method(StringCosts.Repeat, 1, Repeat);
        prototype.Method(StringCosts.Slice, 2, Slice);
        prototype.Method(StringCosts.Substring, 2, Substring);
        prototype.Method(StringCosts.ToLowerCase, 0, ToLowerCase);
        prototype.Method(StringCosts.ToUpperCase, 0, ToUpperCase);
        prototype.Method(StringCosts.ToWellFormed, 0, ToWellFormed);
        prototype.Method(StringCosts.Trim, 0, Trim);
        prototype.Method(StringCosts.TrimEnd, 0, TrimEnd);
        prototype.Method(StringCosts.TrimStart, 0, TrimStart);
    }

    private static Value Concat(Machine machine, in Arguments args)
    {
        JsString text = StringText.This(machine, args);
        StringCosts.Concat.Charge(machine, args.Count);
        foreach (Value argument in args.Items.ToArray())
            text = Operations.Concat(machine, text, Conversions.ToString(machine, argument));
        return Value.Of(text);
    }

    private static Value Slice(Machine machine, in Arguments args)
    {
        JsString whole = StringText.This(machine, args);
        int start = StringText.Relative(machine, args[0], whole.Length, 0);
        int end = StringText.Relative(machine, args[1], whole.Length, whole.Length);
        return StringText.Part(machine, whole, whole.Flat(machine.Meter), start, end);
    }

    private static Value Substring(Machine machine, in Arguments args)
    {
        JsString whole = StringText.This(machine, args);
        int start = StringText.Position(machine, args[0], whole.Length);
        int end = StringText.Position(machine, args[1], whole.Length, whole.Length);
        return StringText.Part(machine, whole, whole.Flat(machine.Meter), Math.Min(start, end), Math.Max(start, end));
    }

    private static Value Repeat(Machine machine, in Arguments args)
    {
        JsString whole = StringText.This(machine, args);
        double count = Conversions.ToIntegerOrInfinity(machine, args[0]);
        if (count < 0 || double.IsInfinity(count))
            throw machine.ThrowRange(TextMessages.RepeatCount);
        if (count == 0 || whole.Length == 0)
            return Value.EmptyString;
        if (count > JsString.LengthMax / whole.Length)
            throw machine.ThrowRange(Messages.StringTooLong);
        string text = whole.Flat(machine.Meter);
        return Value.Of(Filled(machine, text, text.Length * (int)count));
    }

    private static Value PadStart(Machine machine, in Arguments args)
    {
        JsString whole = StringText.This(machine, args);
        return Padding(machine, whole, args) is JsString padding ? Value.Of(Operations.Concat(machine, padding, whole)) : Value.Of(whole);
    }

    private static Value PadEnd(Machine machine, in Arguments args)
    {
        JsString whole = StringText.This(machine, args);
        return Padding(machine, whole, args) is JsString padding ? Value.Of(Operations.Concat(machine, whole, padding)) : Value.Of(whole);
    }

    private static JsString? Padding(Machine machine, JsString whole, in Arguments args)
    {
        Value filler = args[1];
        double length = Conversions.ToLength(machine, args[0]);
        if (length <= whole.Length)
            return null;
        string fill = filler.IsUndefined ? " " : Conversions.ToString(machine, filler).Flat(machine.Meter);
        if (fill.Length == 0)
            return null;
        if (length > JsString.LengthMax)
            throw machine.ThrowRange(Messages.StringTooLong);
        return Filled(machine, fill, (int)length - whole.Length);
    }

    /// <summary>The text again and again until the length is reached; counted before it is made.</summary>
    private static JsString Filled(Machine machine, string text, int length)
    {
        machine.Meter.Allocate(MemoryCosts.OfString(length));
        return JsString.Of(string.Create(length, text, static (units, text) =>
        {
            text.AsSpan(0, Math.Min(text.Length, units.Length)).CopyTo(units);
            for (int done = text.Length; done < units.Length; done *= 2)
                units[..Math.Min(done, units.Length - done)].CopyTo(units[done..]);
        }));
    }

    private static Value ToLowerCase(Machine machine, in Arguments args)
    {
        JsString whole = StringText.This(machine, args);
        string text = whole.Flat(machine.Meter);
        StringCosts.ToLowerCase.Charge(machine, text.Length);
        if (!text.AsSpan().ContainsAnyInRange('A', 'Z'))
            return Value.Of(whole);
        machine.Meter.Allocate(MemoryCosts.OfString(text.Length));
        return Value.Of(JsString.Of(string.Create(text.Length, text, static (units, text) =>
        {
            for (int at = 0; at < units.Length; at++)
                units[at] = text[at] is >= 'A' and <= 'Z' ? (char)(text[at] + ('a' - 'A')) : text[at];
        })));
    }

    private static Value ToUpperCase(Machine machine, in Arguments args)
    {
        JsString whole = StringText.This(machine, args);
        string text = whole.Flat(machine.Meter);
        StringCosts.ToUpperCase.Charge(machine, text.Length);
        if (!text.AsSpan().ContainsAnyInRange('a', 'z'))
            return Value.Of(whole);
        machine.Meter.Allocate(MemoryCosts.OfString(text.Length));
        return Value.Of(JsString.Of(string.Create(text.Length, text, static (units, text) =>
        {
            for (int at = 0; at < units.Length; at++)
                units[at] = text[at] is >= 'a' and <= 'z' ? (char)(text[at] - ('a' - 'A')) : text[at];
        })));
    }

    private static Value ToWellFormed(Machine machine, in Arguments args)
    {
        JsString whole = StringText.This(machine, args);
        string text = whole.Flat(machine.Meter);
        StringCosts.ToWellFormed.Charge(machine, text.Length);
        int at = StringReads.FirstLoneSurrogate(text, 0);
        if (at < 0)
            return Value.Of(whole);
        machine.Meter.Allocate(MemoryCosts.OfString(text.Length));
        char[] units = text.ToCharArray();
        for (; at >= 0; at = StringReads.FirstLoneSurrogate(text, at + 1))
            units[at] = '\uFFFD';
        return Value.Of(JsString.Of(new string(units)));
    }

    private static Value Trim(Machine machine, in Arguments args) => Trimmed(machine, args, StringCosts.Trim, start: true, end: true);

    private static Value TrimStart(Machine machine, in Arguments args) => Trimmed(machine, args, StringCosts.TrimStart, start: true, end: false);

    private static Value TrimEnd(Machine machine, in Arguments args) => Trimmed(machine, args, StringCosts.TrimEnd, start: false, end: true);

    private static Value Trimmed(Machine machine, in Arguments args, BuiltinCost cost, bool start, bool end)
    {
        JsString whole = StringText.This(machine, args);
        string text = whole.Flat(machine.Meter);

        // How much space there is shows only by looking, so the looking is charged in blocks before each is read.
        int first = start ? Spaces(machine, cost, text, 0, text.Length, 1) : 0;
        int last = end ? Spaces(machine, cost, text, first, text.Length, -1) : 0;
        return StringText.Part(machine, whole, text, first, text.Length - last);
    }

    private static int Spaces(Machine machine, BuiltinCost cost, string text, int from, int to, int step)
    {
        const int Block = 64;
        int count = 0;
        while (count < to - from)
        {
            if (count % Block == 0)
                cost.Charge(machine, Math.Min(Block, to - from - count));
            if (!ScriptSpace.IsSpace(text[step > 0 ? from + count : to - 1 - count]))
                break;
            count++;
        }
        return count;
    }
}
