namespace Chain.Script.Ast;

/// <summary>A comment <c>/** … */</c> that stands directly before a declaration.</summary>
/// <param name="Span">The whole comment, with its marks.</param>
/// <param name="Text">Its text: without marks, without leading stars, lines joined by LF, no white space at either end.</param>
public sealed record DocComment(SourceSpan Span, string Text);
