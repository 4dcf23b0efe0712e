using System.Text;

namespace Chain.Script.Conformance;

/// <summary>Source text without what is not code, for patterns that look at code.</summary>
internal static class SourceText
{
    /// <summary>The text with comments blanked out and the contents of plain string literals replaced by nothing.</summary>
    public static string WithoutComments(string source)
    {
        var text = new StringBuilder(source.Length);
        int at = 0;
        while (at < source.Length)
        {
            int next = Skip(source, at);
            if (next > at)
            {
                text.Append(source[at] == '/' ? " " : "''");
                at = next;
                continue;
            }
            text.Append(source[at++]);
        }
        return text.ToString();
    }

    // Where the comment or plain string literal that begins here ends; `at` itself when none begins here.
    private static int Skip(string source, int at)
    {
        if (At(source, at, "//"))
            return EndOf(source, source.IndexOfAny(['\n', '\r', '\u2028', '\u2029'], at), 0);
        if (At(source, at, "/*"))
            return EndOf(source, source.IndexOf("*/", at + 2, StringComparison.Ordinal), 2);
        if (source[at] is not ('\'' or '"'))
            return at;
        for (int i = at + 1; i < source.Length; i++)
        {
            if (source[i] == '\\')
                i++;
            else if (source[i] == source[at])
                return i + 1;
            else if (source[i] is '\n' or '\r')
                return at;
        }
        return at;
    }

    private static bool At(string source, int at, string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    private static int EndOf(string source, int found, int length) => found < 0 ? source.Length : found + length;
}
