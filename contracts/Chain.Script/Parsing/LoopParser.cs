using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads loops and <c>switch</c>: the statements that own a jump target.</summary>
internal sealed class LoopParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<SwitchClause> clauses = new();

    /// <summary>Takes the loop or <c>switch</c> under the cursor; its labels refer to <paramref name="target"/> already.</summary>
    public Statement Parse(JumpTarget target) => cursor.Kind switch
    {
        TokenKind.While => While(target),
        TokenKind.Do => DoWhile(target),
        TokenKind.Switch => Switch(target),
        _ => For(target),
    };

    private Statement Body(JumpTarget target)
    {
        (JumpTarget?, JumpTarget?) saved = session.Jumps.EnterLoop(target);
        Statement body = session.Statements.Body();
        session.Jumps.Leave(saved);
        return body;
    }

    private Statement.While While(JumpTarget target)
    {
        int start = cursor.Start;
        cursor.Next();
        Expression test = session.Statements.Condition();
        Statement body = Body(target);
        return new Statement.While(cursor.SpanFrom(start), test, body, target);
    }

    private Statement.DoWhile DoWhile(JumpTarget target)
    {
        int start = cursor.Start;
        cursor.Next();
        Statement body = Body(target);
        cursor.Expect(TokenKind.While);
        Expression test = session.Statements.Condition();
        // Here a semicolon is inserted even on the same line.
        cursor.Accept(TokenKind.Semicolon);
        return new Statement.DoWhile(cursor.SpanFrom(start), body, test, target);
    }

    private Statement.Switch Switch(JumpTarget target)
    {
        int start = cursor.Start;
        cursor.Next();
        Expression subject = session.Statements.Condition();
        cursor.Expect(TokenKind.BraceOpen);
        cursor.Enter();
        (JumpTarget?, JumpTarget?) saved = session.Jumps.EnterSwitch(target);
        int mark = clauses.Count;
        bool hasDefault = false;
        while (!cursor.At(TokenKind.BraceClose))
        {
            if (clauses.Count - mark == ScriptLimits.SwitchClausesMax)
                throw Faults.Limit(SyntaxMessages.TooManyClauses, cursor.Start);
            SwitchClause clause = Clause();
            if (clause.Test is null && hasDefault)
                throw Faults.Early(SyntaxMessages.DuplicateDefault, clause.Start);
            hasDefault |= clause.Test is null;
            clauses.Push(clause);
        }
        session.Jumps.Leave(saved);
        cursor.Leave();
        cursor.Next();
        return new Statement.Switch(cursor.SpanFrom(start), subject, clauses.PopList(mark), target);
    }

    private SwitchClause Clause()
    {
        int start = cursor.Start;
        Expression? test = null;
        if (cursor.Accept(TokenKind.Case))
            test = session.Expressions.WholeWithIn();
        else if (!cursor.Accept(TokenKind.Default))
            throw cursor.Unexpected();
        cursor.Expect(TokenKind.Colon);
        int mark = session.StatementList.Count;
        while (cursor.Kind is not (TokenKind.Case or TokenKind.Default or TokenKind.BraceClose))
            session.StatementList.Push(session.Statements.ListItem());
        ImmutableArray<Statement> body = session.StatementList.PopList(mark);
        return cursor.Checked(new SwitchClause(cursor.SpanFrom(start), test, body));
    }

    private Statement For(JumpTarget target)
    {
        int start = cursor.Start;
        cursor.Next();
        if (cursor.At(TokenKind.Await))
            throw Faults.NotInVersion1(SyntaxMessages.AsyncFunctions, cursor.Start);
        cursor.Expect(TokenKind.ParenOpen);
        cursor.Enter();
        return cursor.Kind switch
        {
            TokenKind.Semicolon => Classic(start, null, target),
            TokenKind.Var => Declared(start, DeclarationKind.Var, target),
            TokenKind.Let => Declared(start, DeclarationKind.Let, target),
            TokenKind.Const => Declared(start, DeclarationKind.Const, target),
            _ => Undeclared(start, target),
        };
    }

    private Statement Declared(int start, DeclarationKind kind, JumpTarget target)
    {
        int declarationStart = cursor.Start;
        cursor.Next();
        Allowed saved = session.Allowed;
        session.Allowed = saved & ~Allowed.In;
        Declarator first = session.Statements.Declarator();
        if (cursor.Kind is TokenKind.Of or TokenKind.In)
        {
            session.Allowed = saved;
            return first.Initializer is null
                ? ForEach(start, kind, first.Target, target)
                : throw Faults.Syntax(SyntaxMessages.LoopInitializer, first.Initializer.Start);
        }
        ImmutableArray<Declarator> list = session.Statements.Declarators(kind, first);
        session.Allowed = saved;
        if (cursor.Kind is TokenKind.Of or TokenKind.In)
            throw Faults.Syntax(SyntaxMessages.LoopDeclarations, cursor.Start);
        return Classic(start, new Statement.Declare(cursor.SpanFrom(declarationStart), kind, list), target);
    }

    private Statement Undeclared(int start, JumpTarget target)
    {
        int expressionStart = cursor.Start;
        bool isAsync = cursor.At(TokenKind.Async);
        Allowed saved = session.Allowed;
        session.Allowed = saved & ~Allowed.In;
        Expression first = session.Expressions.Assignment(mayBePattern: true);
        if (cursor.Kind is TokenKind.Of or TokenKind.In)
        {
            if (isAsync && cursor.At(TokenKind.Of) && first is Expression.Identifier { IsParenthesized: false })
                throw Faults.Syntax(SyntaxMessages.AsyncOf, expressionStart);
            session.CoverFault = null;
            session.Allowed = saved;
            return ForEach(start, null, CoverGrammar.ToAssignmentTarget(first), target);
        }
        if (session.CoverFault is not null)
            throw session.CoverFault;
        Expression whole = cursor.At(TokenKind.Comma) ? session.Expressions.Sequence(first, expressionStart) : first;
        session.Allowed = saved;
        return Classic(start, new Statement.Evaluate(cursor.SpanFrom(expressionStart), whole), target);
    }

    private Statement.ForEach ForEach(int start, DeclarationKind? kind, Pattern pattern, JumpTarget target)
    {
        bool isOf = cursor.At(TokenKind.Of);
        cursor.Next();
        Expression subject = isOf ? session.Expressions.AssignmentWithIn() : session.Expressions.WholeWithIn();
        cursor.Leave();
        cursor.Expect(TokenKind.ParenClose);
        Statement body = Body(target);
        return new Statement.ForEach(cursor.SpanFrom(start), isOf, kind, pattern, subject, body, target);
    }

    private Statement.For Classic(int start, Statement? initializer, JumpTarget target)
    {
        cursor.Expect(TokenKind.Semicolon);
        Expression? test = cursor.At(TokenKind.Semicolon) ? null : session.Expressions.WholeWithIn();
        cursor.Expect(TokenKind.Semicolon);
        Expression? update = cursor.At(TokenKind.ParenClose) ? null : session.Expressions.WholeWithIn();
        cursor.Leave();
        cursor.Expect(TokenKind.ParenClose);
        Statement body = Body(target);
        return new Statement.For(cursor.SpanFrom(start), initializer, test, update, body, target);
    }
}
