using System.Runtime.InteropServices;
using System.Text;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// Reads a JSON text. Open objects and arrays stand on a stack of this class, so nesting costs no C# stack, and it is bounded. A key that
/// comes twice keeps its place and takes the last value; <c>__proto__</c> is a key like any other.
/// </summary>
internal sealed class JsonParser
{
    private readonly Machine machine;
    private readonly string text;
    private readonly Stack<Open> open = new();
    private int at;

    private JsonParser(Machine machine, string text)
    {
        this.machine = machine;
        this.text = text;
    }

    /// <summary>The value of a text; SyntaxError when it is no JSON, RangeError when it is nested too deep.</summary>
    internal static Value Parse(Machine machine, string text)
    {
        JsonCosts.Parse.Charge(machine, text.Length);
        return new JsonParser(machine, text).Parse();
    }

    private Value Parse()
    {
        while (true)
        {
            // Here a value begins.
            SkipSpace();
            JsonCosts.ParseValue.Charge(machine, 1);
            if (Peek() is '{' or '[')
            {
                if (!Enter(out Value empty))
                    continue;
                if (!Complete(empty, out Value whole))
                    continue;
                return whole;
            }
            if (Complete(Scalar(), out Value result))
                return result;
        }
    }

    /// <summary>Opens an object or array; true, with it as the value, when it is empty and so closed again.</summary>
    private bool Enter(out Value empty)
    {
        if (open.Count >= ScriptLimits.StructureDepthMax)
            throw machine.ThrowRange(TextMessages.JsonDeep);
        bool isArray = text[at++] == '[';
        JsObject made = isArray ? machine.NewArray([], 0) : machine.NewObject();
        empty = Value.Of(made);
        SkipSpace();
        if (Peek() == (isArray ? ']' : '}'))
        {
            at++;
            return true;
        }
        open.Push(new Open(made, isArray ? default : Key()));
        return false;
    }

    /// <summary>Puts a value where it belongs and goes on; true when it is the value of the whole text.</summary>
    private bool Complete(Value value, out Value whole)
    {
        while (true)
        {
            SkipSpace();
            if (!open.TryPop(out Open level))
            {
                if (at < text.Length)
                    throw Unexpected();
                whole = value;
                return true;
            }
            var array = level.Target as JsArray;
            if (array is not null)
                array.Append(machine, value);
            else
                Put(level.Target, level.Key, value);
            char next = Peek();
            at++;
            if (next == ',')
            {
                SkipSpace();
                open.Push(array is null ? level with { Key = Key() } : level);
                whole = default;
                return false;
            }
            if (next != (array is null ? '}' : ']'))
            {
                at--;
                throw Unexpected();
            }
            value = Value.Of(level.Target);
        }
    }

    private void Put(JsObject target, PropertyKey key, Value value)
    {
        if (target.GetOwn(machine, key, out _, out _) == OwnLookup.Found)
            target.WriteOwn(machine, key, value);
        else
            target.AddOwn(machine, key, value, PropertyFlags.All);
    }

    /// <summary>A key and its colon.</summary>
    private PropertyKey Key()
    {
        if (Peek() != '"')
            throw Unexpected();
        PropertyKey key = PropertyKey.From(Text());
        SkipSpace();
        if (Peek() != ':')
            throw Unexpected();
        at++;
        return key;
    }

    private Value Scalar() => Peek() switch
    {
        '"' => Value.Of(Text()),
        't' => Word("true", Value.True),
        'f' => Word("false", Value.False),
        'n' => Word("null", Value.Null),
        _ => Number(),
    };

    private Value Word(string word, Value value)
    {
        foreach (char unit in word)
        {
            if (Peek() != unit)
                throw Unexpected();
            at++;
        }
        return value;
    }

    private Value Number()
    {
        int start = at;
        if (Peek() == '-')
            at++;
        if (Peek() == '0')
            at++;
        else
            Digits();
        if (at < text.Length && text[at] == '.')
        {
            at++;
            Digits();
        }
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (Peek() is '+' or '-')
                at++;
            Digits();
        }
        bool negative = text[start] == '-';
        machine.Meter.Charge(NumberReader.GasOf(at - start));
        double magnitude = NumberReader.ParseDecimal(text.AsSpan(negative ? start + 1 : start, at - start - (negative ? 1 : 0)));
        return Value.Number(negative ? -magnitude : magnitude);
    }

    private void Digits()
    {
        if (!char.IsAsciiDigit(Peek()))
            throw Unexpected();
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
    }

    private JsString Text()
    {
        int start = ++at;
        int length = text.AsSpan(at).IndexOfAny('"', '\\');
        if (length < 0)
            length = text.Length - at;
        int control = text.AsSpan(at, length).IndexOfAnyInRange('\0', '\u001F');
        at += control < 0 ? length : control;
        char next = Peek();
        if (next == '"')
        {
            at++;
            return Counted(text.AsSpan(start, at - start - 1));
        }
        var made = new StringBuilder();
        made.Append(text, start, at - start);
        while (Peek() != '"')
        {
            if (text[at] < ' ')
                throw Unexpected();
            made.Append(text[at] == '\\' ? Escape() : text[at++]);
        }
        at++;
        return Counted(made.ToString());
    }

    private JsString Counted(ReadOnlySpan<char> units)
    {
        if (units.Length == 1 && units[0] < 256)
            return JsString.OfUnit(units[0]);
        machine.Meter.Allocate(MemoryCosts.OfString(units.Length));
        return JsString.Of(units.ToString());
    }

    private char Escape()
    {
        JsonCosts.ParseEscape.Charge(machine, 1);
        at++;
        char kind = Peek();
        if (kind != 'u')
        {
            int place = "\"\\/bfnrt".IndexOf(kind, StringComparison.Ordinal);
            if (place < 0)
                throw Unexpected();
            at++;
            return "\"\\/\b\f\n\r\t"[place];
        }
        int unit = 0;
        for (int digit = 0; digit < 4; digit++)
        {
            at++;
            int value = NumberReader.DigitOf(Peek());
            if (value > 15)
                throw Unexpected();
            unit = (unit << 4) | value;
        }
        at++;
        return (char)unit;
    }

    private void SkipSpace()
    {
        while (at < text.Length && text[at] is ' ' or '\n' or '\r' or '\t')
            at++;
    }

    private char Peek() => at < text.Length ? text[at] : throw machine.ThrowSyntax(TextMessages.JsonEnd);

    private ScriptThrow Unexpected() => machine.ThrowSyntax(at < text.Length ? TextMessages.JsonUnexpected(at) : TextMessages.JsonEnd);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Open(JsObject Target, PropertyKey Key);
}
