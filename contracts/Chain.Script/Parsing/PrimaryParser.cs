using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads what expressions begin with: names, literals, parentheses, functions, classes.</summary>
internal sealed class PrimaryParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<string> strings = new();

    /// <summary>Takes a primary expression, or the head of an arrow where one can begin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Expression Parse()
    {
        Scanner token = cursor.Token;
        int start = token.Start;
        switch (token.Kind)
        {
            case TokenKind.Number:
                double number = token.Number;
                cursor.Next();
                return new Expression.Number(cursor.SpanFrom(start), number);
            case TokenKind.BigInt:
                System.Numerics.BigInteger bigInt = token.BigInt;
                cursor.Next();
                return new Expression.BigInt(cursor.SpanFrom(start), bigInt);
            case TokenKind.String:
                string text = token.Text;
                cursor.Next();
                return new Expression.String(cursor.SpanFrom(start), text);
            case TokenKind.Null:
                cursor.Next();
                return new Expression.Null(cursor.SpanFrom(start));
            case TokenKind.True or TokenKind.False:
                bool value = token.Kind == TokenKind.True;
                cursor.Next();
                return new Expression.Boolean(cursor.SpanFrom(start), value);
            case TokenKind.This:
                cursor.Next();
                return new Expression.This(cursor.SpanFrom(start));
            case TokenKind.TemplateWhole:
                string whole = token.Text;
                cursor.Next();
                return new Expression.Template(cursor.SpanFrom(start), [whole], []);
            case TokenKind.TemplateHead:
                return Template();
            case TokenKind.ParenOpen:
                return Parenthesized();
            case TokenKind.BracketOpen:
                return Array();
            case TokenKind.BraceOpen:
                return session.Objects.Parse();
            case TokenKind.Function:
                return session.Functions.Expression();
            case TokenKind.Class:
                return session.Classes.Expression();
            case TokenKind.Async:
                return Async();
            default:
                return Identifier();
        }
    }

    /// <summary>Takes an element of an array or an argument.</summary>
    public Expression ElementOrSpread(bool mayBePattern)
    {
        if (!cursor.At(TokenKind.Ellipsis))
            return session.Expressions.AssignmentWithIn(mayBePattern);
        int start = cursor.Start;
        cursor.Next();
        Expression argument = session.Expressions.AssignmentWithIn(mayBePattern);
        return new Expression.Spread(cursor.SpanFrom(start), argument) { HasCommaBehind = cursor.At(TokenKind.Comma) };
    }

    private Expression.Identifier Identifier()
    {
        if (!cursor.Kind.IsWord())
            throw cursor.Unexpected();
        int start = cursor.Start;
        Name name = session.Names.Reference();
        return new Expression.Identifier(cursor.SpanFrom(start), name);
    }

    private Expression.Identifier Async()
    {
        int start = cursor.Start;
        Expression.Identifier identifier = Identifier();
        bool isHeadOfLoop = cursor.At(TokenKind.Of) && !cursor.Token.IsBefore('=');
        if (!cursor.Token.NewlineBefore && (cursor.At(TokenKind.Function) || (cursor.Kind.IsIdentifier() && !isHeadOfLoop)))
            throw Faults.NotInVersion1(SyntaxMessages.AsyncFunctions, start);
        return identifier;
    }

    private Expression.Template Template()
    {
        int start = cursor.Start;
        int firstString = strings.Count;
        int mark = session.ExpressionList.Count;
        strings.Push(cursor.Token.Text);
        do
        {
            cursor.Next();
            cursor.Enter();
            session.PushItem(session.Expressions.WholeWithIn(), mark);
            cursor.Leave();
            if (!cursor.At(TokenKind.BraceClose))
                cursor.Expect(TokenKind.BraceClose);
            cursor.Token.ContinueTemplate();
            strings.Push(cursor.Token.Text);
        }
        while (cursor.At(TokenKind.TemplateMiddle));
        cursor.Next();
        return cursor.Checked(new Expression.Template(cursor.SpanFrom(start), strings.PopList(firstString), session.ExpressionList.PopList(mark)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Expression.Array Array()
    {
        int start = cursor.Start;
        cursor.Next();
        cursor.Enter();
        int mark = session.ExpressionList.Count;
        while (!cursor.At(TokenKind.BracketClose))
        {
            if (cursor.At(TokenKind.Comma))
            {
                session.FaultUnlessPattern(Faults.NotInVersion1(SyntaxMessages.ArrayHoles, cursor.Start));
                session.PushItem(new Expression.Hole(new SourceSpan(cursor.Start, cursor.Start)), mark);
                cursor.Next();
                continue;
            }
            session.PushItem(ElementOrSpread(mayBePattern: true), mark);
            if (!cursor.Accept(TokenKind.Comma))
                break;
        }
        cursor.Leave();
        cursor.Expect(TokenKind.BracketClose);
        ImmutableArray<Expression> elements = session.ExpressionList.PopList(mark);
        return cursor.Checked(new Expression.Array(cursor.SpanFrom(start), elements));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Expression Parenthesized()
    {
        int start = cursor.Start;
        bool canBeArrow = session.Expressions.ArrowStart == start;
        SyntaxException? outerFault = session.CoverFault;
        session.CoverFault = null;
        SyntaxException? onlyArrow = null;
        Pattern? rest = null;
        cursor.Next();
        cursor.Enter();
        int mark = session.ExpressionList.Count;
        while (!cursor.At(TokenKind.ParenClose))
        {
            if (cursor.At(TokenKind.Ellipsis) && canBeArrow)
            {
                onlyArrow ??= cursor.Unexpected();
                rest = session.Patterns.Rest();
                if (cursor.At(TokenKind.Comma))
                    throw Faults.Syntax(SyntaxMessages.RestNotLast, cursor.Start);
                break;
            }
            session.ExpressionList.Push(session.Expressions.AssignmentWithIn(mayBePattern: canBeArrow));
            if (!cursor.Accept(TokenKind.Comma))
                break;
            if (cursor.At(TokenKind.ParenClose))
                onlyArrow = cursor.Unexpected();
        }
        cursor.Leave();
        if (session.ExpressionList.Count == mark)
            onlyArrow ??= cursor.Unexpected();
        cursor.Expect(TokenKind.ParenClose);
        ImmutableArray<Expression> list = session.ExpressionList.PopList(mark);
        if (canBeArrow && cursor.At(TokenKind.Arrow) && !cursor.Token.NewlineBefore)
        {
            session.CoverFault = outerFault;
            return new Expression.ArrowHead(cursor.SpanFrom(start), list, rest);
        }
        if (session.CoverFault is not null || onlyArrow is not null)
            throw session.CoverFault ?? onlyArrow!;
        session.CoverFault = outerFault;
        Expression inner = list.Length == 1 ? list[0] : cursor.Checked(new Expression.Sequence(new SourceSpan(list[0].Start, list[^1].End), list));
        inner.IsParenthesized = true;
        return inner;
    }
}
