using System.Globalization;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads the keys of members.</summary>
internal sealed class PropertyKeyParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;

    /// <summary>Whether a key can begin with the current token.</summary>
    public bool CanBegin => cursor.Kind.IsWord() || cursor.Kind is TokenKind.String or TokenKind.Number or TokenKind.BigInt or TokenKind.BracketOpen or TokenKind.PrivateName;

    /// <summary>Takes a key.</summary>
    public PropertyKey Parse(bool allowPrivate)
    {
        Scanner token = cursor.Token;
        int start = token.Start;
        switch (token.Kind)
        {
            case TokenKind.String:
                string text = token.Text;
                cursor.Next();
                return new PropertyKey.Name(cursor.SpanFrom(start), text);
            case TokenKind.Number:
                double number = token.Number;
                cursor.Next();
                return new PropertyKey.Number(cursor.SpanFrom(start), number);
            case TokenKind.BigInt:
                string digits = token.BigInt.ToString(NumberFormatInfo.InvariantInfo);
                cursor.Next();
                return new PropertyKey.Name(cursor.SpanFrom(start), digits);
            case TokenKind.BracketOpen:
                return Computed();
            case TokenKind.PrivateName when allowPrivate:
                PrivateName name = Private();
                return new PropertyKey.Private(name.Span, name);
            default:
                if (!token.Kind.IsWord())
                    throw cursor.Unexpected();
                return Word();
        }
    }

    /// <summary>Takes a word as key.</summary>
    public PropertyKey.Name Word()
    {
        int start = cursor.Start;
        string text = cursor.Token.Name.Text;
        cursor.Next();
        return new PropertyKey.Name(cursor.SpanFrom(start), text);
    }

    /// <summary>Takes a private name.</summary>
    public PrivateName Private()
    {
        int start = cursor.Start;
        Name name = cursor.Token.Name;
        cursor.Next();
        return new PrivateName(cursor.SpanFrom(start), name);
    }

    /// <summary>Takes <c>[expression]</c>.</summary>
    public PropertyKey.Computed Computed()
    {
        int start = cursor.Start;
        cursor.Next();
        cursor.Enter();
        Expression expression = session.Expressions.AssignmentWithIn();
        cursor.Leave();
        cursor.Expect(TokenKind.BracketClose);
        return new PropertyKey.Computed(cursor.SpanFrom(start), expression);
    }
}
