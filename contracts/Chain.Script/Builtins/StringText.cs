using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>What the methods of strings have in common: their receiver, positions, and charged results.</summary>
internal static class StringText
{
    /// <summary>The receiver as a string: RequireObjectCoercible and ToString.</summary>
    internal static JsString This(Machine machine, in Arguments args)
    {
        if (args.This.IsString)
            return args.This.AsString;
        if (args.This.IsNullish)
            throw machine.ThrowType(TextMessages.NullishReceiver);
        return Conversions.ToString(machine, args.This);
    }

    /// <summary>The receiver as flat text.</summary>
    internal static string Flat(Machine machine, in Arguments args) => This(machine, args).Flat(machine.Meter);

    /// <summary>A position argument clamped to 0…length; <paramref name="otherwise"/> when it is undefined.</summary>
    internal static int Position(Machine machine, Value argument, int length, int otherwise = 0) => argument.IsUndefined
        ? otherwise
        : NumberBits.ClampToInt(Conversions.ToIntegerOrInfinity(machine, argument), 0, length);

    /// <summary>A relative position (negative counts from the end) clamped to 0…length.</summary>
    internal static int Relative(Machine machine, Value argument, int length, int otherwise)
    {
        if (argument.IsUndefined)
            return otherwise;
        double integer = Conversions.ToIntegerOrInfinity(machine, argument);
        return NumberBits.ClampToInt(integer < 0 ? integer + length : integer, 0, length);
    }

    /// <summary>A part of a flat text as a string of its own; counted before it is copied.</summary>
    internal static Value Part(Machine machine, JsString whole, string text, int start, int end)
    {
        if (start >= end)
            return Value.EmptyString;
        if (end - start == text.Length)
            return Value.Of(whole);
        if (end - start == 1)
            return Unit(machine, text[start]);
        machine.Meter.Allocate(MemoryCosts.OfString(end - start));
        return Value.Of(JsString.Of(text[start..end]));
    }

    /// <summary>A string of one unit; those of Latin-1 are shared and cost nothing.</summary>
    internal static Value Unit(Machine machine, char unit)
    {
        if (unit >= 256)
            machine.Meter.Allocate(MemoryCosts.OfString(1));
        return Value.Of(JsString.OfUnit(unit));
    }

    /// <summary>The code point that begins at a place, and how many units it has; a lone surrogate stands for itself.</summary>
    internal static (int CodePoint, int Units) CodePointAt(string text, int at)
    {
        char first = text[at];
        return char.IsHighSurrogate(first) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? (char.ConvertToUtf32(first, text[at + 1]), 2)
            : (first, 1);
    }
}
