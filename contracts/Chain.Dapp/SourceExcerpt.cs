namespace Chain.Dapp;

/// <summary>The line of a source that an error points at, with a caret below it.</summary>
internal static class SourceExcerpt
{
    private const int WidthMax = 120;
    private const int Before = 60;

    public static string Of(string source, int line, int column)
    {
        string[] lines = source.Split(["\r\n", "\n", "\r", "\u2028", "\u2029"], StringSplitOptions.None);
        if (line < 1 || line > lines.Length)
            return "";
        string text = lines[line - 1].Replace('\t', ' ');
        int at = Math.Clamp(column - 1, 0, text.Length);
        int start = text.Length <= WidthMax ? 0 : Math.Max(0, at - Before);
        string shown = text.Substring(start, Math.Min(WidthMax, text.Length - start));
        string margin = $"{line,5} | ";
        return $"{margin}{Output.Safe(shown)}\n{new string(' ', margin.Length + at - start)}^";
    }
}
