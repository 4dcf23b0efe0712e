using Chain.Script.Ast;

namespace Chain.Script.Parsing;

/// <summary>Takes the text out of doc comments.</summary>
internal static class DocText
{
    /// <summary>Reads the comment at a span; <c>null</c> for an empty span.</summary>
    public static DocComment? Read(string source, SourceSpan span)
    {
        if (span.Length == 0)
            return null;
        ReadOnlySpan<char> inner = source.AsSpan(span.Start + 3, span.Length - 5);
        var text = new System.Text.StringBuilder(inner.Length);
        foreach (ReadOnlySpan<char> line in inner.EnumerateLines())
        {
            ReadOnlySpan<char> rest = line.TrimStart(" \t");
            if (rest.Length > 0 && rest[0] == '*')
                rest = rest[1..];
            if (rest.Length > 0 && rest[0] == ' ')
                rest = rest[1..];
            text.Append(rest.TrimEnd(" \t")).Append('\n');
        }
        return new DocComment(span, text.ToString().Trim('\n', ' '));
    }
}
