using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads the patterns of declarations and parameters, which are patterns from their first token on.</summary>
internal sealed class PatternParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<PatternElement> elements = new();
    private readonly NodeStack<PatternProperty> properties = new();

    /// <summary>Takes a name or a pattern.</summary>
    public Pattern Binding() => cursor.Kind switch
    {
        TokenKind.BraceOpen => Object(),
        TokenKind.BracketOpen => Array(),
        _ => session.Names.Binding(),
    };

    /// <summary>Takes a name or pattern with an optional default.</summary>
    public PatternElement Element()
    {
        int start = cursor.Start;
        Pattern target = Binding();
        Expression? initializer = Initializer(target);
        return new PatternElement(cursor.SpanFrom(start), target, initializer);
    }

    /// <summary>Takes what is behind <c>...</c>, of parameters and arrays.</summary>
    public Pattern Rest()
    {
        cursor.Next();
        Pattern rest = Binding();
        if (cursor.At(TokenKind.Assign))
            throw Faults.Syntax(SyntaxMessages.RestInitializer, cursor.Start);
        return rest;
    }

    private Expression? Initializer(Pattern target)
    {
        if (!cursor.Accept(TokenKind.Assign))
            return null;
        Expression value = session.Expressions.AssignmentWithIn();
        NameInference.Give(value, target);
        return value;
    }

    private Pattern.Array Array()
    {
        int start = cursor.Start;
        cursor.Next();
        cursor.Enter();
        int mark = elements.Count;
        Pattern? rest = null;
        while (!cursor.At(TokenKind.BracketClose))
        {
            if (cursor.At(TokenKind.Ellipsis))
            {
                rest = Rest();
                if (cursor.At(TokenKind.Comma))
                    throw Faults.Syntax(SyntaxMessages.RestNotLast, cursor.Start);
                break;
            }
            if (elements.Count - mark == ScriptLimits.ListItemsMax)
                throw Faults.Limit(SyntaxMessages.TooManyItems, cursor.Start);
            if (cursor.At(TokenKind.Comma))
            {
                elements.Push(new PatternElement(new SourceSpan(cursor.Start, cursor.Start), null, null));
                cursor.Next();
                continue;
            }
            elements.Push(Element());
            if (!cursor.Accept(TokenKind.Comma))
                break;
        }
        cursor.Leave();
        cursor.Expect(TokenKind.BracketClose);
        ImmutableArray<PatternElement> list = elements.PopList(mark);
        return cursor.Checked(new Pattern.Array(cursor.SpanFrom(start), list, rest));
    }

    private Pattern.Object Object()
    {
        int start = cursor.Start;
        cursor.Next();
        cursor.Enter();
        int mark = properties.Count;
        Pattern? rest = null;
        while (!cursor.At(TokenKind.BraceClose))
        {
            if (cursor.Accept(TokenKind.Ellipsis))
            {
                rest = session.Names.Binding();
                if (cursor.At(TokenKind.Comma))
                    throw Faults.Syntax(SyntaxMessages.RestNotLast, cursor.Start);
                break;
            }
            if (properties.Count - mark == ScriptLimits.ListItemsMax)
                throw Faults.Limit(SyntaxMessages.TooManyItems, cursor.Start);
            properties.Push(Property());
            if (!cursor.Accept(TokenKind.Comma))
                break;
        }
        cursor.Leave();
        cursor.Expect(TokenKind.BraceClose);
        ImmutableArray<PatternProperty> list = properties.PopList(mark);
        return cursor.Checked(new Pattern.Object(cursor.SpanFrom(start), list, rest));
    }

    private PatternProperty Property()
    {
        int start = cursor.Start;
        PropertyKey key;
        Pattern target;
        if (cursor.Kind.IsIdentifier())
        {
            // Either a shorthand or a key: the colon tells.
            Name name = cursor.Token.Name;
            TokenKind kind = cursor.Kind;
            key = session.Keys.Word();
            if (!cursor.At(TokenKind.Colon))
            {
                if (kind == TokenKind.Await && !session.Allows(Allowed.AwaitName))
                    throw Faults.Early(SyntaxMessages.Reserved("await"), start);
                NameParser.RefuseRestricted(name, start);
                target = new Pattern.Variable(key.Span, name);
                Expression? shorthandDefault = Initializer(target);
                return new PatternProperty(cursor.SpanFrom(start), key, target, shorthandDefault);
            }
        }
        else
        {
            string? word = cursor.Kind.IsWord() ? cursor.Token.Name.Text : null;
            key = session.Keys.Parse(allowPrivate: false);
            if (word is not null && !cursor.At(TokenKind.Colon))
                throw Faults.Early(SyntaxMessages.Reserved(word), start);
        }
        cursor.Expect(TokenKind.Colon);
        target = Binding();
        Expression? initializer = Initializer(target);
        return new PatternProperty(cursor.SpanFrom(start), key, target, initializer);
    }
}
