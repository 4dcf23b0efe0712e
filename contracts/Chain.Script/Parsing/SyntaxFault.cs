namespace Chain.Script.Parsing;

/// <summary>Why a source text is refused.</summary>
/// <param name="Code">The kind of fault.</param>
/// <param name="Message">A sentence for the author, from <see cref="SyntaxMessages"/>; the same on every node.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units.</param>
public sealed record SyntaxFault(SyntaxFaultCode Code, string Message, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.NumberFormatInfo.InvariantInfo, $"{Line}:{Column}: {Message}");
}
