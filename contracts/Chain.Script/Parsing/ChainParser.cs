using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads property accesses, calls, <c>new</c> and <c>super</c>: the left-hand-side expressions of the specification.</summary>
internal sealed class ChainParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<Link> links = new();

    /// <summary>Takes a primary expression and everything that hangs on it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Expression Parse()
    {
        int start = cursor.Start;
        Expression @base = cursor.Kind switch
        {
            TokenKind.New => New(),
            TokenKind.Super => Super(),
            TokenKind.Import => throw Import(),
            _ => session.Primaries.Parse(),
        };
        if (@base is Expression.ArrowHead)
            return @base;
        int mark = links.Count;
        while (Link(allowCalls: true) is Link link)
            links.Push(link);
        return Finish(@base, start, mark);
    }

    private Expression Finish(Expression @base, int start, int mark)
    {
        if (links.Count == mark)
            return @base;
        ImmutableArray<Link> list = links.PopList(mark);
        return cursor.Checked(new Expression.Chain(cursor.SpanFrom(start), @base, list));
    }

    // The next link, if there is one. The callee of `new` takes no calls: they are its arguments.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Link? Link(bool allowCalls)
    {
        int start = cursor.Start;
        switch (cursor.Kind)
        {
            case TokenKind.Dot:
                cursor.Next();
                return Member(cursor.Start, isOptional: false);
            case TokenKind.BracketOpen:
                return Index(start, isOptional: false);
            case TokenKind.ParenOpen when allowCalls:
                return Call(start, isOptional: false);
            case TokenKind.QuestionDot:
                return allowCalls ? Optional() : throw Faults.Early(SyntaxMessages.NewOptional, start);
            case TokenKind.TemplateWhole or TokenKind.TemplateHead:
                throw Faults.NotInVersion1(SyntaxMessages.TaggedTemplates, start);
            default:
                return null;
        }
    }

    private Link Optional()
    {
        cursor.Next();
        int start = cursor.Start;
        return cursor.Kind switch
        {
            TokenKind.ParenOpen => Call(start, isOptional: true),
            TokenKind.BracketOpen => Index(start, isOptional: true),
            TokenKind.TemplateWhole or TokenKind.TemplateHead => throw Faults.NotInVersion1(SyntaxMessages.TaggedTemplates, start),
            _ => Member(start, isOptional: true),
        };
    }

    private Link Member(int start, bool isOptional)
    {
        if (cursor.At(TokenKind.PrivateName))
        {
            PrivateName name = session.Keys.Private();
            return new Link.PrivateMember(name.Span, isOptional, name);
        }
        if (!cursor.Kind.IsWord())
            throw cursor.At(TokenKind.End) ? cursor.Unexpected() : Faults.Syntax(SyntaxMessages.NameExpected, start);
        string text = cursor.Token.Name.Text;
        cursor.Next();
        return new Link.Member(cursor.SpanFrom(start), isOptional, text);
    }

    private Link.Index Index(int start, bool isOptional)
    {
        cursor.Next();
        cursor.Enter();
        Expression key = session.Expressions.WholeWithIn();
        cursor.Leave();
        cursor.Expect(TokenKind.BracketClose);
        return new Link.Index(cursor.SpanFrom(start), isOptional, key);
    }

    private Link.Call Call(int start, bool isOptional)
    {
        ImmutableArray<Expression> arguments = Arguments();
        return new Link.Call(cursor.SpanFrom(start), isOptional, arguments);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ImmutableArray<Expression> Arguments()
    {
        cursor.Next();
        cursor.Enter();
        int mark = session.ExpressionList.Count;
        while (!cursor.At(TokenKind.ParenClose))
        {
            session.PushItem(session.Primaries.ElementOrSpread(mayBePattern: false), mark);
            if (!cursor.Accept(TokenKind.Comma))
                break;
        }
        cursor.Leave();
        cursor.Expect(TokenKind.ParenClose);
        return session.ExpressionList.PopList(mark);
    }

    private Expression New()
    {
        int start = cursor.Start;
        cursor.Next();
        if (cursor.Accept(TokenKind.Dot))
            return NewTarget(start);
        cursor.Enter();
        int calleeStart = cursor.Start;
        Expression @base = cursor.Kind switch
        {
            TokenKind.New => New(),
            TokenKind.Super => Super(),
            TokenKind.Import => throw Import(),
            _ => session.Primaries.Parse(),
        };
        if (@base is Expression.SuperCall)
            throw Faults.Early(SyntaxMessages.SuperCallOutside, calleeStart);
        int mark = links.Count;
        while (Link(allowCalls: false) is Link link)
            links.Push(link);
        Expression callee = Finish(@base, calleeStart, mark);
        cursor.Leave();
        ImmutableArray<Expression> arguments = cursor.At(TokenKind.ParenOpen) ? Arguments() : [];
        return cursor.Checked(new Expression.New(cursor.SpanFrom(start), callee, arguments));
    }

    private Expression.NewTarget NewTarget(int start)
    {
        cursor.Expect(TokenKind.Target);
        return session.Allows(Allowed.NewTarget)
            ? new Expression.NewTarget(cursor.SpanFrom(start))
            : throw Faults.Early(SyntaxMessages.NewTargetOutside, start);
    }

    private Expression Super()
    {
        int start = cursor.Start;
        cursor.Next();
        if (cursor.At(TokenKind.ParenOpen))
        {
            if (!session.Allows(Allowed.SuperCall))
                throw Faults.Early(SyntaxMessages.SuperCallOutside, start);
            ImmutableArray<Expression> arguments = Arguments();
            return new Expression.SuperCall(cursor.SpanFrom(start), arguments);
        }
        if (cursor.Kind is not (TokenKind.Dot or TokenKind.BracketOpen))
            throw cursor.Unexpected();
        if (!session.Allows(Allowed.SuperProperty))
            throw Faults.Early(SyntaxMessages.SuperPropertyOutside, start);
        PropertyKey key;
        if (cursor.Accept(TokenKind.Dot))
        {
            if (!cursor.Kind.IsWord())
                throw Faults.Syntax(SyntaxMessages.NameExpected, cursor.Start);
            key = session.Keys.Word();
        }
        else
        {
            // Unlike a computed key, an index may hold commas.
            int keyStart = cursor.Start;
            cursor.Next();
            cursor.Enter();
            Expression expression = session.Expressions.WholeWithIn();
            cursor.Leave();
            cursor.Expect(TokenKind.BracketClose);
            key = new PropertyKey.Computed(cursor.SpanFrom(keyStart), expression);
        }
        return new Expression.SuperMember(cursor.SpanFrom(start), key);
    }

    private SyntaxException Import()
    {
        int start = cursor.Start;
        cursor.Next();
        return cursor.Kind switch
        {
            TokenKind.ParenOpen => Faults.NotInVersion1(SyntaxMessages.DynamicImports, start),
            TokenKind.Dot => Faults.NotInVersion1(SyntaxMessages.ImportMeta, start),
            _ => Faults.Syntax(SyntaxMessages.ModuleOnly, start),
        };
    }
}
