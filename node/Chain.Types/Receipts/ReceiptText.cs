using System.Text;

namespace Chain.Types;

/// <summary>Cuts text that a contract chose to what a receipt may hold. Texts of contracts may be long and may have half surrogate pairs, which have no byte form.</summary>
public static class ReceiptText
{
    /// <summary>The longest beginning of whole characters that fits, each half surrogate pair as U+FFFD.</summary>
    public static string Cut(string text, int bytesMax)
    {
        if (text.Length <= bytesMax && Ascii.IsValid(text))
            return text;
        var kept = new StringBuilder(Math.Min(text.Length, bytesMax));
        Span<char> utf16 = stackalloc char[2];
        int bytes = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > bytesMax)
                break;
            kept.Append(utf16[..rune.EncodeToUtf16(utf16)]);
        }
        return kept.ToString();
    }
}
