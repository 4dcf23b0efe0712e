using System.Text;

namespace Chain.Primitives.Json;

/// <summary>Recursive descent over valid UTF-8. Each Read method returns null (or false) after the first error, which stays with its offset.</summary>
internal ref struct JsonParser(ReadOnlySpan<byte> utf8, JsonReadOptions options)
{
    private readonly ReadOnlySpan<byte> _text = utf8;
    private int _depth;

    public int Offset { get; private set; }

    public JsonReadError Error { get; private set; }

    public JsonValue? ReadDocument()
    {
        if (!SkipBlanks())
            return null;
        if (AtEnd)
            return Fail(JsonReadError.Empty);
        JsonValue? value = ReadValue();
        if (value is null || !SkipBlanks())
            return null;
        return AtEnd ? value : Fail(JsonReadError.TrailingText);
    }

    private readonly bool AtEnd => Offset == _text.Length;

    /// <summary>The next byte; 0, which no JSON has outside of errors, at the end.</summary>
    private readonly byte Next => AtEnd ? (byte)0 : _text[Offset];

    private JsonValue? ReadValue()
    {
        int start = Offset;
        switch (Next)
        {
            case (byte)'{':
                return ReadObject();
            case (byte)'[':
                return ReadArray();
            case (byte)'"':
                return ReadString() is { } text ? new JsonText(start, text) : null;
            case (byte)'-' or (byte)'+' or (byte)'.' or (>= (byte)'0' and <= (byte)'9'):
                return ReadNumber() is { } number ? new JsonNumber(start, number) : null;
            case (byte)'t':
                return ReadWord("true"u8) ? new JsonBool(start, true) : null;
            case (byte)'f':
                return ReadWord("false"u8) ? new JsonBool(start, false) : null;
            case (byte)'n':
                return ReadWord("null"u8) ? new JsonNull(start) : null;
            default:
                return Unexpected();
        }
    }

    private JsonObject? ReadObject()
    {
        var result = new JsonObject(Offset);
        if (!Enter() || !SkipBlanks())
            return null;
        bool more = Next != '}';
        while (more)
        {
            int nameOffset = Offset;
            if (Next != '"')
            {
                Unexpected();
                return null;
            }
            string? name = ReadString();
            if (name is null)
                return null;
            if (result.Contains(name))
            {
                FailAt(JsonReadError.DuplicateKey, nameOffset);
                return null;
            }
            if (!SkipBlanks() || !Take((byte)':') || !SkipBlanks())
                return null;
            JsonValue? value = ReadValue();
            if (value is null || !ReadSeparator((byte)'}', out more))
                return null;
            result.Add(new JsonMember(name, nameOffset, value));
        }
        Leave();
        return result;
    }

    private JsonArray? ReadArray()
    {
        int start = Offset;
        var items = new List<JsonValue>();
        if (!Enter() || !SkipBlanks())
            return null;
        bool more = Next != ']';
        while (more)
        {
            JsonValue? item = ReadValue();
            if (item is null || !ReadSeparator((byte)']', out more))
                return null;
            items.Add(item);
        }
        Leave();
        return new JsonArray(start, items);
    }

    private bool Enter()
    {
        if (_depth == StrictJson.DepthMax)
        {
            Fail(JsonReadError.Depth);
            return false;
        }
        _depth++;
        Offset++;
        return true;
    }

    private void Leave()
    {
        _depth--;
        Offset++;
    }

    /// <summary>After an item: a comma and another item, or the closing character, which is left to the caller.</summary>
    private bool ReadSeparator(byte closing, out bool more)
    {
        more = false;
        if (!SkipBlanks())
            return false;
        if (Next == closing)
            return true;
        int comma = Offset;
        if (!Take((byte)',') || !SkipBlanks())
            return false;
        more = true;
        if (Next != closing)
            return true;
        FailAt(JsonReadError.TrailingComma, comma);
        return false;
    }

    private string? ReadString()
    {
        int start = ++Offset;
        StringBuilder? unescaped = null;
        while (true)
        {
            int length = _text[Offset..].IndexOfAny(StringEnds);
            Offset = length < 0 ? _text.Length : Offset + length;
            switch (Next)
            {
                case (byte)'"':
                    string rest = System.Text.Encoding.UTF8.GetString(_text[start..Offset++]);
                    return unescaped is null ? rest : unescaped.Append(rest).ToString();
                case (byte)'\\':
                    unescaped = (unescaped ?? new StringBuilder()).Append(System.Text.Encoding.UTF8.GetString(_text[start..Offset]));
                    if (!ReadEscape(unescaped))
                        return null;
                    start = Offset;
                    break;
                default:
                    Fail(AtEnd ? JsonReadError.UnexpectedEnd : JsonReadError.ControlCharacter);
                    return null;
            }
        }
    }

    private bool ReadEscape(StringBuilder into)
    {
        int start = Offset++;
        byte kind = Next;
        if (kind == 'u')
        {
            Offset = start;
            return ReadUnicodeEscape(into);
        }
        char c = kind switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => (char)kind,
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => '\0',
        };
        if (c == '\0')
        {
            FailAt(AtEnd ? JsonReadError.UnexpectedEnd : JsonReadError.Escape, start);
            return false;
        }
        into.Append(c);
        Offset++;
        return true;
    }

    private bool ReadUnicodeEscape(StringBuilder into)
    {
        int start = Offset;
        if (!ReadCodeUnit(out char first))
            return false;
        into.Append(first);
        if (!char.IsSurrogate(first))
            return true;
        if (char.IsHighSurrogate(first) && _text[Offset..].StartsWith("\\u"u8))
        {
            if (!ReadCodeUnit(out char second))
                return false;
            into.Append(second);
            if (char.IsLowSurrogate(second))
                return true;
        }
        FailAt(JsonReadError.LoneSurrogate, start);
        return false;
    }

    /// <summary>A backslash, "u" and four hexadecimal digits.</summary>
    private bool ReadCodeUnit(out char unit)
    {
        const int Length = 6;
        unit = '\0';
        ReadOnlySpan<byte> digits = _text[Math.Min(Offset + 2, _text.Length)..Math.Min(Offset + Length, _text.Length)];
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                Fail(JsonReadError.Escape);
                return false;
            }
            unit = (char)((unit << 4) | HexValue(digit));
        }
        if (digits.Length < Length - 2)
        {
            Fail(JsonReadError.UnexpectedEnd);
            return false;
        }
        Offset += Length;
        return true;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private string? ReadNumber()
    {
        int start = Offset;
        if (Next == '-')
            Offset++;
        bool leadingZero = Next == '0';
        int whole = SkipDigits();
        bool valid = whole > 0 && !(leadingZero && whole > 1);
        if (valid && Next == '.')
        {
            Offset++;
            valid = SkipDigits() > 0;
        }
        if (valid && (Next | 0x20) == 'e')
        {
            Offset++;
            if (Next is (byte)'+' or (byte)'-')
                Offset++;
            valid = SkipDigits() > 0;
        }
        if (valid)
            return System.Text.Encoding.ASCII.GetString(_text[start..Offset]);
        FailAt(JsonReadError.Number, start);
        return null;
    }

    private int SkipDigits()
    {
        int start = Offset;
        while (Next is >= (byte)'0' and <= (byte)'9')
            Offset++;
        return Offset - start;
    }

    private bool ReadWord(ReadOnlySpan<byte> word)
    {
        if (_text[Offset..].StartsWith(word))
        {
            Offset += word.Length;
            return true;
        }
        Unexpected();
        return false;
    }

    private bool Take(byte expected)
    {
        if (Next == expected)
        {
            Offset++;
            return true;
        }
        Unexpected();
        return false;
    }

    private bool SkipBlanks()
    {
        while (!AtEnd)
        {
            byte next = _text[Offset];
            if (next is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
                Offset++;
            else if (next != '/')
                return true;
            else if (!SkipComment())
                return false;
        }
        return true;
    }

    private bool SkipComment()
    {
        ReadOnlySpan<byte> rest = _text[Offset..];
        bool isLine = rest.StartsWith("//"u8);
        if (!isLine && !rest.StartsWith("/*"u8))
        {
            Unexpected();
            return false;
        }
        if (!options.AllowComments)
        {
            Fail(JsonReadError.Comment);
            return false;
        }
        int length = isLine ? rest.IndexOf((byte)'\n') : rest[2..].IndexOf("*/"u8);
        if (length < 0 && !isLine)
        {
            Fail(JsonReadError.UnexpectedEnd);
            return false;
        }
        Offset = length < 0 ? _text.Length : Offset + length + (isLine ? 1 : 4);
        return true;
    }

    private JsonValue? Unexpected() => Fail(AtEnd ? JsonReadError.UnexpectedEnd : JsonReadError.UnexpectedCharacter);

    private JsonValue? Fail(JsonReadError error) => FailAt(error, Offset);

    private JsonValue? FailAt(JsonReadError error, int offset)
    {
        Error = error;
        Offset = offset;
        return null;
    }

    /// <summary>What a string runs up to: its end, an escape, or a character that must not stand in it.</summary>
    private static readonly System.Buffers.SearchValues<byte> StringEnds = System.Buffers.SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(i => (byte)i)]);
}
