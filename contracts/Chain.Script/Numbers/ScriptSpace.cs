namespace Chain.Script.Numbers;

/// <summary>The white space of the specification (WhiteSpace and LineTerminator together): a closed list, never the host's Unicode tables.</summary>
public static class ScriptSpace
{
    /// <summary>Whether <c>trim</c>, <c>Number(text)</c> and the like skip it.</summary>
    public static bool IsSpace(char unit) => unit switch
    {
        ' ' or '\t' or '\n' or '\v' or '\f' or '\r' => true,
        < '\u00A0' => false,
        '\u00A0' or '\u1680' or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' or '\uFEFF' => true,
        _ => unit is >= '\u2000' and <= '\u200A',
    };

    /// <summary>How many units of space the text starts with.</summary>
    public static int CountAtStart(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (count < text.Length && IsSpace(text[count]))
            count++;
        return count;
    }

    /// <summary>How many units of space the text ends with.</summary>
    public static int CountAtEnd(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (count < text.Length && IsSpace(text[text.Length - 1 - count]))
            count++;
        return count;
    }

    /// <summary>The text without space at either end.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        text = text[CountAtStart(text)..];
        return text[..^CountAtEnd(text)];
    }
}
