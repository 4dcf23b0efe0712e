using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads expressions down to assignments: sequences, conditionals, arrows, assignments, <c>yield</c>.</summary>
internal sealed class ExpressionParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<ConditionalBranch> branches = new();

    /// <summary>Where an arrow could begin: the start of the assignment that is being read. A parenthesis elsewhere is none.</summary>
    public int ArrowStart { get; private set; } = -1;

    /// <summary>Takes a whole expression, commas included.</summary>
    public Expression Whole()
    {
        int start = cursor.Start;
        Expression first = Assignment();
        return cursor.At(TokenKind.Comma) ? Sequence(first, start) : first;
    }

    /// <summary>The same, where <c>in</c> is an operator whatever is around.</summary>
    public Expression WholeWithIn()
    {
        Allowed saved = session.Allowed;
        session.Allowed = saved | Allowed.In;
        Expression expression = Whole();
        session.Allowed = saved;
        return expression;
    }

    /// <summary>Goes on with a sequence whose first expression is read.</summary>
    public Expression Sequence(Expression first, int start)
    {
        int mark = session.ExpressionList.Count;
        session.ExpressionList.Push(first);
        while (cursor.Accept(TokenKind.Comma))
            session.ExpressionList.Push(Assignment());
        ImmutableArray<Expression> list = session.ExpressionList.PopList(mark);
        return cursor.Checked(new Expression.Sequence(cursor.SpanFrom(start), list));
    }

    /// <summary>An assignment expression where <c>in</c> is an operator whatever is around.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Expression AssignmentWithIn(bool mayBePattern = false)
    {
        Allowed saved = session.Allowed;
        session.Allowed = saved | Allowed.In;
        Expression expression = Assignment(mayBePattern);
        session.Allowed = saved;
        return expression;
    }

    /// <summary>
    /// Takes an assignment expression. With <paramref name="mayBePattern"/> the result may be a literal that is legal as a pattern only:
    /// then <see cref="ParserSession.CoverFault"/> is set, and the caller must convert it or throw that.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Expression Assignment(bool mayBePattern = false)
    {
        int start = cursor.Start;
        int mark = branches.Count;
        while (true)
        {
            Expression value = Unconditional(mayBePattern && branches.Count == mark, out bool canBeTest);
            if (!canBeTest || !cursor.At(TokenKind.Question))
                return branches.Count == mark ? cursor.Checked(value) : cursor.Checked(new Expression.Conditional(cursor.SpanFrom(start), branches.PopList(mark), value));
            cursor.Next();
            cursor.Enter();
            Expression then = AssignmentWithIn();
            cursor.Leave();
            cursor.Expect(TokenKind.Colon);
            branches.Push(new ConditionalBranch(value, then));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Expression Unconditional(bool mayBePattern, out bool canBeTest)
    {
        canBeTest = false;
        if (cursor.At(TokenKind.Yield) && session.Allows(Allowed.Yield))
            return Yield();
        SyntaxException? outerFault = session.CoverFault;
        session.CoverFault = null;
        int start = cursor.Start;
        ArrowStart = start;
        Expression left = session.Operators.Parse();
        if (cursor.At(TokenKind.Arrow) && IsArrowHead(left, start))
        {
            left = Arrow(left, start);
        }
        else if (cursor.Kind.IsAssignment())
        {
            left = Assign(left, start);
        }
        else
        {
            canBeTest = true;
            mayBePattern &= !cursor.At(TokenKind.Question) && left is Expression.Object or Expression.Array && !left.IsParenthesized;
            if (session.CoverFault is not null && mayBePattern)
            {
                session.CoverFault = outerFault ?? session.CoverFault;
                return left;
            }
        }
        if (session.CoverFault is not null)
            throw session.CoverFault;
        session.CoverFault = outerFault;
        return left;
    }

    private bool IsArrowHead(Expression left, int start)
    {
        if (left is Expression.Chain { Base: Expression.Identifier { Name: "async" }, Links: [Link.Call] })
            throw Faults.NotInVersion1(SyntaxMessages.AsyncFunctions, start);
        return left is Expression.ArrowHead or Expression.Identifier { IsParenthesized: false } && !cursor.Token.NewlineBefore;
    }

    private Expression.FunctionValue Arrow(Expression head, int start)
    {
        if (session.LastYield >= start)
            throw Faults.Early(SyntaxMessages.YieldInParameters, session.LastYield);
        session.CoverFault = null;
        return head is Expression.ArrowHead list
            ? session.Functions.Arrow(start, list.Parameters, list.Rest)
            : session.Functions.Arrow(start, [head], null);
    }

    private Expression Assign(Expression left, int start)
    {
        TokenKind kind = cursor.Kind;
        int operatorStart = cursor.Start;
        Pattern target;
        if (kind == TokenKind.Assign)
        {
            target = CoverGrammar.ToAssignmentTarget(left);
            if (target is Pattern.Object or Pattern.Array)
                session.CoverFault = null;
        }
        else
        {
            target = CoverGrammar.ToSimpleTarget(left, SyntaxMessages.InvalidTarget);
        }
        cursor.Next();
        cursor.Enter();
        Expression value = Assignment();
        cursor.Leave();
        SourceSpan span = cursor.SpanFrom(start);
        LogicalOperator? logical = kind switch
        {
            TokenKind.AssignAnd => LogicalOperator.And,
            TokenKind.AssignOr => LogicalOperator.Or,
            TokenKind.AssignCoalesce => LogicalOperator.Coalesce,
            _ => null,
        };
        if (kind != TokenKind.Assign && logical is null)
            return new Expression.CompoundAssign(span, target, kind.ToCompound(), operatorStart, value);
        NameInference.Give(value, target);
        return logical is null ? new Expression.Assign(span, target, value) : new Expression.LogicalAssign(span, target, logical.Value, value);
    }

    private Expression.Yield Yield()
    {
        int start = cursor.Start;
        session.LastYield = start;
        cursor.Next();
        bool isDelegate = !cursor.Token.NewlineBefore && cursor.Accept(TokenKind.Star);
        Expression? argument = null;
        if (isDelegate || !EndsYield())
        {
            cursor.Enter();
            argument = Assignment();
            cursor.Leave();
        }
        return new Expression.Yield(cursor.SpanFrom(start), argument, isDelegate);
    }

    private bool EndsYield() => cursor.Token.NewlineBefore || cursor.Kind
        is TokenKind.ParenClose or TokenKind.BracketClose or TokenKind.BraceClose or TokenKind.TemplateMiddle or TokenKind.TemplateTail
        or TokenKind.Comma or TokenKind.Semicolon or TokenKind.Colon or TokenKind.In or TokenKind.End;
}
