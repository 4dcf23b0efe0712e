using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Methods of strings that look at units or look for a part. Positions count UTF-16 code units.</summary>
internal static class StringReads
{
    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(IntrinsicBuilder prototype)
    {
        prototype.Method(StringCosts.At, 1, At);
        prototype.Method(StringCosts.CharAt, 1, CharAt);
        prototype.Method(StringCosts.CharCodeAt, 1, CharCodeAt);
        prototype.Method(StringCosts.CodePointAt, 1, CodePointAt);
        prototype.Method(StringCosts.EndsWith, 1, EndsWith);
        prototype.Method(StringCosts.Includes, 1, Includes);
        prototype.Method(StringCosts.IndexOf, 1, IndexOf);
        prototype.Method(StringCosts.IsWellFormed, 0, IsWellFormed);
        prototype.Method(StringCosts.LastIndexOf, 1, LastIndexOf);
        prototype.Method(StringCosts.StartsWith, 1, StartsWith);
    }

    /// <summary>A single unit is sought so many times as fast as a longer text, and charged so.</summary>
    private const int SingleUnitSpeed = 8;

    /// <summary>Charges for a search and makes it: the first place at or after <paramref name="from"/>, or −1.</summary>
    internal static int Search(Machine machine, BuiltinCost cost, ReadOnlySpan<char> text, string sought, int from)
    {
        if (sought.Length > text.Length - from)
            return -1;
        int units = text.Length - from + sought.Length;
        cost.Charge(machine, sought.Length == 1 ? units / SingleUnitSpeed : units);
        return SubstringSearch.IndexOf(text, sought, from);
    }

    private static Value At(Machine machine, in Arguments args)
    {
        JsString text = StringText.This(machine, args);
        double at = Conversions.ToIntegerOrInfinity(machine, args[0]);
        at = at < 0 ? at + text.Length : at;
        return at >= 0 && at < text.Length ? StringText.Unit(machine, text.UnitAt(machine.Meter, (int)at)) : Value.Undefined;
    }

    private static Value CharAt(Machine machine, in Arguments args)
    {
        JsString text = StringText.This(machine, args);
        double at = Conversions.ToIntegerOrInfinity(machine, args[0]);
        return at >= 0 && at < text.Length ? StringText.Unit(machine, text.UnitAt(machine.Meter, (int)at)) : Value.EmptyString;
    }

    private static Value CharCodeAt(Machine machine, in Arguments args)
    {
        JsString text = StringText.This(machine, args);
        double at = Conversions.ToIntegerOrInfinity(machine, args[0]);
        return at >= 0 && at < text.Length ? Value.Number(text.UnitAt(machine.Meter, (int)at)) : Value.NaN;
    }

    private static Value CodePointAt(Machine machine, in Arguments args)
    {
        JsString text = StringText.This(machine, args);
        double at = Conversions.ToIntegerOrInfinity(machine, args[0]);
        return at >= 0 && at < text.Length
            ? Value.Number(StringText.CodePointAt(text.Flat(machine.Meter), (int)at).CodePoint)
            : Value.Undefined;
    }

    private static Value StartsWith(Machine machine, in Arguments args)
    {
        string text = StringText.Flat(machine, args);
        string sought = Conversions.ToString(machine, args[0]).Flat(machine.Meter);
        int from = StringText.Position(machine, args[1], text.Length);
        return Value.Boolean(Stands(machine, StringCosts.StartsWith, text, sought, from));
    }

    private static Value EndsWith(Machine machine, in Arguments args)
    {
        string text = StringText.Flat(machine, args);
        string sought = Conversions.ToString(machine, args[0]).Flat(machine.Meter);
        int end = StringText.Position(machine, args[1], text.Length, text.Length);
        return Value.Boolean(Stands(machine, StringCosts.EndsWith, text, sought, end - sought.Length));
    }

    private static bool Stands(Machine machine, BuiltinCost cost, string text, string sought, int at)
    {
        if (at < 0 || sought.Length > text.Length - at)
            return false;
        cost.Charge(machine, sought.Length);
        return text.AsSpan(at).StartsWith(sought, StringComparison.Ordinal);
    }

    private static Value Includes(Machine machine, in Arguments args)
    {
        string text = StringText.Flat(machine, args);
        string sought = Conversions.ToString(machine, args[0]).Flat(machine.Meter);
        int from = StringText.Position(machine, args[1], text.Length);
        return Value.Boolean(Search(machine, StringCosts.Includes, text, sought, from) >= 0);
    }

    private static Value IndexOf(Machine machine, in Arguments args)
    {
        string text = StringText.Flat(machine, args);
        string sought = Conversions.ToString(machine, args[0]).Flat(machine.Meter);
        int from = StringText.Position(machine, args[1], text.Length);
        return Value.Number(Search(machine, StringCosts.IndexOf, text, sought, from));
    }

    private static Value LastIndexOf(Machine machine, in Arguments args)
    {
        string text = StringText.Flat(machine, args);
        string sought = Conversions.ToString(machine, args[0]).Flat(machine.Meter);
        double position = Conversions.ToNumber(machine, args[1]);
        int from = double.IsNaN(position) ? text.Length : Numbers.NumberBits.ClampToInt(Math.Truncate(position), 0, text.Length);
        if (sought.Length > text.Length)
            return Value.Number(-1);
        StringCosts.LastIndexOf.Charge(machine, from + (2L * sought.Length));
        return Value.Number(SubstringSearch.LastIndexOf(text, sought, from));
    }

    private static Value IsWellFormed(Machine machine, in Arguments args)
    {
        string text = StringText.Flat(machine, args);
        StringCosts.IsWellFormed.Charge(machine, text.Length);
        return Value.Boolean(FirstLoneSurrogate(text, 0) < 0);
    }

    /// <summary>The first surrogate at or after a place that has no partner, or −1.</summary>
    internal static int FirstLoneSurrogate(string text, int from)
    {
        for (int at = from; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                continue;
            if (StringText.CodePointAt(text, at).Units == 1)
                return at;
            at++;
        }
        return -1;
    }
}
