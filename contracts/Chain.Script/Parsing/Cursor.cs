using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>The place where the parser is: the current token, the counted depth, and what is said when something else is expected.</summary>
internal sealed class Cursor(string source)
{
    private int depth;

    public Scanner Token { get; } = new(source);

    public TokenKind Kind => Token.Kind;

    public int Start => Token.Start;

    /// <summary>The span from an offset to the end of the last token taken.</summary>
    public SourceSpan SpanFrom(int start) => new(start, Token.PreviousEnd);

    public void Next() => Token.Next();

    public bool At(TokenKind kind) => Token.Kind == kind;

    /// <summary>Takes the token if it is of this kind.</summary>
    public bool Accept(TokenKind kind)
    {
        if (Token.Kind != kind)
            return false;
        Token.Next();
        return true;
    }

    /// <summary>Takes the token, which must be of this kind.</summary>
    public void Expect(TokenKind kind)
    {
        if (Token.Kind != kind)
            throw Faults.Syntax(SyntaxMessages.Expected(TokenText.Of(kind), TokenText.Of(Token)), Token.Start);
        Token.Next();
    }

    /// <summary>The end of a statement: a semicolon, or a place where the specification inserts one.</summary>
    public void ConsumeSemicolon()
    {
        if (Accept(TokenKind.Semicolon) || Kind is TokenKind.BraceClose or TokenKind.End || Token.NewlineBefore)
            return;
        throw Kind == TokenKind.Slash ? RegularExpression() : Faults.Syntax(SyntaxMessages.SemicolonExpected, Start);
    }

    /// <summary>One level deeper. Every recursion of the parser goes through here, so its stack is bounded.</summary>
    public void Enter()
    {
        if (++depth > ScriptLimits.NestingMax)
            throw Faults.Limit(SyntaxMessages.NestedTooDeep, Start);
    }

    public void Leave() => depth--;

    /// <summary>Holds the height of a finished tree within its bound.</summary>
    public T Checked<T>(T node)
        where T : Node => node.Height > Node.TreeHeightMax ? throw Faults.Limit(SyntaxMessages.NestedTooDeep, node.Start) : node;

    public SyntaxException Unexpected()
    {
        if (Kind is TokenKind.Slash or TokenKind.AssignSlash)
            return RegularExpression();
        if (Kind == TokenKind.At)
            return Faults.NotInVersion1(SyntaxMessages.Decorators, Start);
        if (Kind == TokenKind.EscapedKeyword)
            return Faults.Syntax(SyntaxMessages.EscapedKeyword(Token.Name.Text), Start);
        if (Kind == TokenKind.PrivateName)
            return Faults.Syntax(SyntaxMessages.PrivateOperand, Start);
        return Faults.Syntax(SyntaxMessages.Unexpected(TokenText.Of(Token)), Start);
    }

    private SyntaxException RegularExpression() => Faults.NotInVersion1(SyntaxMessages.RegularExpressions, Start);
}
