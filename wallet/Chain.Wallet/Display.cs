using System.Globalization;
using System.Text;

namespace Chain.Wallet;

/// <summary>Makes text from outside fit to be shown: a terminal would obey control characters, and a reader would be fooled by those that turn or hide text.</summary>
public static class Display
{
    /// <summary>The text with every control, format, bidirectional, private and unassigned character, and every lone surrogate, as \u{…}. What is safe already stays as it is, so that doing it twice does no harm.</summary>
    public static string Safe(string text)
    {
        if (IsPlain(text))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length;)
        {
            bool isRune = Rune.TryGetRuneAt(text, i, out Rune rune);
            if (isRune && IsVisible(rune))
                safe.Append(rune.ToString());
            else
                safe.Append(CultureInfo.InvariantCulture, $"\\u{{{(isRune ? rune.Value : text[i]):x}}}");
            i += isRune ? rune.Utf16SequenceLength : 1;
        }
        return safe.ToString();
    }

    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
                return false;
        }
        return true;
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && (rune.Value == ' ' || !Rune.IsWhiteSpace(rune));
}
