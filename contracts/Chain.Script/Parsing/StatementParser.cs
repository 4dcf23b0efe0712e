using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads statements and declarations; loops and <c>switch</c> are <see cref="LoopParser"/>'s.</summary>
internal sealed class StatementParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<Declarator> declarators = new();
    private readonly NodeStack<IfBranch> branches = new();
    private readonly NodeStack<Expression.Identifier> labels = new();

    /// <summary>Takes a statement or declaration of a statement list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Statement ListItem() => cursor.Kind switch
    {
        TokenKind.Function => cursor.Checked(session.Functions.Declaration(session.Doc(), mayBeAnonymous: false)),
        TokenKind.Class => cursor.Checked(session.Classes.Declaration(session.Doc(), mayBeAnonymous: false)),
        TokenKind.Let => Declarations(DeclarationKind.Let),
        TokenKind.Const => Declarations(DeclarationKind.Const),
        _ => Statement(),
    };

    /// <summary>Takes a statement that is the body of another one: no declaration, and one level deeper unless it is a block, which counts itself.</summary>
    public Statement Body()
    {
        if (cursor.At(TokenKind.BraceOpen))
            return Block();
        if (cursor.Kind is TokenKind.Function or TokenKind.Class or TokenKind.Let or TokenKind.Const)
            throw Faults.Syntax(SyntaxMessages.DeclarationNotAllowed, cursor.Start);
        cursor.Enter();
        Statement body = Statement();
        cursor.Leave();
        return body;
    }

    /// <summary>Takes <c>{ … }</c>.</summary>
    public Statement.Block Block()
    {
        int start = cursor.Start;
        cursor.Expect(TokenKind.BraceOpen);
        cursor.Enter();
        int mark = session.StatementList.Count;
        while (!cursor.At(TokenKind.BraceClose))
            session.StatementList.Push(ListItem());
        cursor.Leave();
        cursor.Next();
        return cursor.Checked(new Statement.Block(cursor.SpanFrom(start), session.StatementList.PopList(mark)));
    }

    /// <summary>Takes a declaration up to its end.</summary>
    public Statement.Declare Declarations(DeclarationKind kind)
    {
        int start = cursor.Start;
        cursor.Next();
        ImmutableArray<Declarator> list = Declarators(kind);
        cursor.ConsumeSemicolon();
        return cursor.Checked(new Statement.Declare(cursor.SpanFrom(start), kind, list));
    }

    /// <summary>Takes declarators, each with the initializer that it must have.</summary>
    public ImmutableArray<Declarator> Declarators(DeclarationKind kind)
    {
        Declarator first = Declarator();
        return Declarators(kind, first);
    }

    /// <summary>Goes on with declarators the first of which is read.</summary>
    public ImmutableArray<Declarator> Declarators(DeclarationKind kind, Declarator first)
    {
        int mark = declarators.Count;
        Declarator next = first;
        while (true)
        {
            if (next.Initializer is null && (kind == DeclarationKind.Const || next.Target is not Pattern.Variable))
                throw Faults.Syntax(SyntaxMessages.MissingInitializer, next.End);
            declarators.Push(next);
            if (!cursor.Accept(TokenKind.Comma))
                return declarators.PopList(mark);
            next = Declarator();
        }
    }

    /// <summary>Takes one declarator.</summary>
    public Declarator Declarator()
    {
        int start = cursor.Start;
        Pattern target = session.Patterns.Binding();
        Expression? initializer = null;
        if (cursor.Accept(TokenKind.Assign))
        {
            initializer = session.Expressions.Assignment();
            NameInference.Give(initializer, target);
        }
        return new Declarator(cursor.SpanFrom(start), target, initializer);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Statement Statement()
    {
        int start = cursor.Start;
        switch (cursor.Kind)
        {
            case TokenKind.BraceOpen: return Block();
            case TokenKind.Var: return Declarations(DeclarationKind.Var);
            case TokenKind.Semicolon:
                cursor.Next();
                return new Statement.Empty(cursor.SpanFrom(start));
            case TokenKind.If: return If();
            case TokenKind.For or TokenKind.While or TokenKind.Do or TokenKind.Switch: return cursor.Checked(session.Loops.Parse(new JumpTarget()));
            case TokenKind.Continue or TokenKind.Break: return Jump();
            case TokenKind.Return: return Return();
            case TokenKind.Throw: return Throw();
            case TokenKind.Try: return Try();
            case TokenKind.With: throw Faults.NotInVersion1(SyntaxMessages.WithStatements, start);
            case TokenKind.Debugger:
                cursor.Next();
                cursor.ConsumeSemicolon();
                return new Statement.Debugger(cursor.SpanFrom(start));
            case TokenKind.Function or TokenKind.Class: throw Faults.Syntax(SyntaxMessages.DeclarationNotAllowed, start);
            case TokenKind.Export: throw Faults.Syntax(SyntaxMessages.ModuleOnly, start);
            default: return ExpressionOrLabel();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Statement ExpressionOrLabel()
    {
        int start = cursor.Start;
        TokenKind kind = cursor.Kind;
        Expression expression = session.Expressions.Whole();
        if (cursor.At(TokenKind.Colon) && expression is Expression.Identifier { IsParenthesized: false } label)
            return Labelled(label, start);
        if (kind is TokenKind.Using or TokenKind.Await && expression is Expression.Identifier && cursor.Kind.IsIdentifier() && !cursor.Token.NewlineBefore)
            throw Faults.NotInVersion1(kind == TokenKind.Using ? SyntaxMessages.UsingDeclarations : SyntaxMessages.AsyncFunctions, start);
        cursor.ConsumeSemicolon();
        return cursor.Checked(new Statement.Evaluate(cursor.SpanFrom(start), expression));
    }

    // All labels in front of one statement make one node, and each counts as a level.
    private Statement Labelled(Expression.Identifier first, int start)
    {
        int mark = labels.Count;
        Expression.Identifier label = first;
        while (true)
        {
            cursor.Expect(TokenKind.Colon);
            cursor.Enter();
            labels.Push(label);
            if (!cursor.Kind.IsIdentifier() || !cursor.Token.IsBefore(':'))
                break;
            int labelStart = cursor.Start;
            label = new Expression.Identifier(cursor.SpanFrom(labelStart), session.Names.Label());
        }
        ImmutableArray<Expression.Identifier> list = labels.PopList(mark);
        var target = new JumpTarget();
        bool isLoop = cursor.Kind is TokenKind.For or TokenKind.While or TokenKind.Do;
        bool ownsTarget = isLoop || cursor.At(TokenKind.Switch);
        var names = ImmutableArray.CreateBuilder<string>(list.Length);
        foreach (Expression.Identifier item in list)
        {
            session.Jumps.AddLabel(item.Spelling, target, isLoop, item.Start);
            names.Add(item.Name);
        }
        Statement body = ownsTarget ? cursor.Checked(session.Loops.Parse(target)) : Body();
        session.Jumps.RemoveLabels(list.Length);
        for (int open = list.Length; open > 0; open--)
            cursor.Leave();
        return ownsTarget ? body : cursor.Checked(new Statement.Labelled(cursor.SpanFrom(start), names.MoveToImmutable(), body, target));
    }

    private Statement.If If()
    {
        int start = cursor.Start;
        int mark = branches.Count;
        Statement? otherwise = null;
        while (true)
        {
            int branchStart = cursor.Start;
            cursor.Next();
            Expression test = Condition();
            branches.Push(new IfBranch(branchStart, test, Body()));
            if (!cursor.Accept(TokenKind.Else))
                break;
            if (!cursor.At(TokenKind.If))
            {
                otherwise = Body();
                break;
            }
        }
        return cursor.Checked(new Statement.If(cursor.SpanFrom(start), branches.PopList(mark), otherwise));
    }

    /// <summary>Takes <c>(expression)</c>.</summary>
    public Expression Condition()
    {
        cursor.Expect(TokenKind.ParenOpen);
        cursor.Enter();
        Expression expression = session.Expressions.WholeWithIn();
        cursor.Leave();
        cursor.Expect(TokenKind.ParenClose);
        return expression;
    }

    private Statement Jump()
    {
        int start = cursor.Start;
        bool isBreak = cursor.At(TokenKind.Break);
        cursor.Next();
        Name? label = null;
        if (cursor.Kind.IsWord() && !cursor.Token.NewlineBefore)
            label = session.Names.Label();
        JumpTarget target = isBreak ? session.Jumps.Break(label, start) : session.Jumps.Continue(label, start);
        cursor.ConsumeSemicolon();
        SourceSpan span = cursor.SpanFrom(start);
        return isBreak ? new Statement.Break(span, target) : new Statement.Continue(span, target);
    }

    private Statement.Return Return()
    {
        int start = cursor.Start;
        if (!session.Allows(Allowed.Return))
            throw Faults.Early(SyntaxMessages.ReturnOutside, start);
        cursor.Next();
        bool isBare = cursor.Token.NewlineBefore || cursor.Kind is TokenKind.Semicolon or TokenKind.BraceClose or TokenKind.End;
        Expression? value = isBare ? null : session.Expressions.Whole();
        cursor.ConsumeSemicolon();
        return cursor.Checked(new Statement.Return(cursor.SpanFrom(start), value));
    }

    private Statement.Throw Throw()
    {
        int start = cursor.Start;
        cursor.Next();
        if (cursor.Token.NewlineBefore)
            throw Faults.Syntax(SyntaxMessages.NewlineAfterThrow, start);
        Expression value = session.Expressions.Whole();
        cursor.ConsumeSemicolon();
        return cursor.Checked(new Statement.Throw(cursor.SpanFrom(start), value));
    }

    private Statement.Try Try()
    {
        int start = cursor.Start;
        cursor.Next();
        Statement.Block body = Block();
        CatchClause? handler = null;
        int handlerStart = cursor.Start;
        if (cursor.Accept(TokenKind.Catch))
        {
            Pattern? parameter = null;
            if (cursor.Accept(TokenKind.ParenOpen))
            {
                parameter = session.Patterns.Binding();
                cursor.Expect(TokenKind.ParenClose);
            }
            Statement.Block block = Block();
            handler = new CatchClause(cursor.SpanFrom(handlerStart), parameter, block);
        }
        Statement.Block? finalizer = cursor.Accept(TokenKind.Finally) ? Block() : null;
        if (handler is null && finalizer is null)
            throw Faults.Syntax(SyntaxMessages.TryAlone, start);
        return cursor.Checked(new Statement.Try(cursor.SpanFrom(start), body, handler, finalizer));
    }
}
