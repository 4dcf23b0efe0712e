using System.Globalization;

namespace Chain.Wallet.Contracts;

/// <summary>A line of a source with a caret below the place that is meant.</summary>
public static class SourceExcerpt
{
    private const int WidthMax = 120;

    /// <summary>The line and the caret; nothing when the source has no such line.</summary>
    /// <param name="source">The text.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1, in UTF-16 code units.</param>
    public static IReadOnlyList<string> Of(string source, long line, long column)
    {
        if (line < 1 || LineAt(source, line) is not { } text)
            return [];
        int at = (int)Math.Clamp(column - 1, 0, text.Length);
        int from = at < WidthMax ? 0 : at - (WidthMax / 2);
        string shown = text.Substring(from, Math.Min(WidthMax, text.Length - from)).Replace('\t', ' ').TrimEnd();
        string number = line.ToString(CultureInfo.InvariantCulture);
        return [$"{number} | {shown}", $"{new string(' ', number.Length)} | {new string(' ', at - from)}^"];
    }

    /// <summary>The text of a line, for programs; empty when there is none.</summary>
    public static string Line(string source, long line) => line < 1 ? "" : LineAt(source, line)?.Trim() ?? "";

    // Lines end as the language has it: LF, CR, CRLF, and the two separators of Unicode.
    private static string? LineAt(string source, long line)
    {
        int start = 0;
        for (long number = 1; ; number++)
        {
            int length = source.AsSpan(start).IndexOfAny("\n\r\u2028\u2029");
            if (number == line)
                return length < 0 ? source[start..] : source.Substring(start, length);
            if (length < 0)
                return null;
            bool isPair = source[start + length] == '\r' && start + length + 1 < source.Length && source[start + length + 1] == '\n';
            start += length + (isPair ? 2 : 1);
        }
    }
}
