using Chain.Script.Scoping;

namespace Chain.Script.Lexing;

/// <summary>
/// A spelling that occurs in one unit; there is one object a spelling. Scope analysis keeps the innermost live binding of the spelling in it, so
/// that resolving a reference takes one step, however deep the scopes are.
/// </summary>
internal sealed class Name(string text, TokenKind kind)
{
    public string Text { get; } = text;

    /// <summary>The keyword that it is, or <see cref="TokenKind.Identifier"/>.</summary>
    public TokenKind Kind { get; } = kind;

    /// <summary>Whether it is <c>arguments</c>, which every function binds unless it is an arrow.</summary>
    public bool IsArguments { get; } = text == "arguments";

    /// <summary>Whether scope analysis has met it as a global.</summary>
    public bool IsGlobal { get; set; }

    /// <summary>The innermost binding while scope analysis runs; <c>null</c> before and after.</summary>
    public Binding? Innermost { get; set; }
}
