using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads functions of every kind.</summary>
internal sealed class FunctionParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<PatternElement> parameters = new();

    /// <summary>Takes a function expression.</summary>
    public Expression Expression()
    {
        int start = cursor.Start;
        cursor.Next();
        bool isGenerator = cursor.Accept(TokenKind.Star);
        Pattern.Variable? name = null;
        if (!cursor.At(TokenKind.ParenOpen))
        {
            // The name belongs to the function: a static block around it does not reserve `await` there.
            Allowed saved = session.Allowed;
            session.Allowed = OfFunction(isGenerator);
            name = session.Names.Binding();
            session.Allowed = saved;
        }
        Function function = Rest(start, FunctionKind.Ordinary, isGenerator, OfFunction(isGenerator));
        SetName(function, name);
        return new Expression.FunctionValue(function);
    }

    /// <summary>Takes a function declaration; without a name only where <paramref name="mayBeAnonymous"/> (an export default).</summary>
    public Statement.DeclareFunction Declaration(DocComment? doc, bool mayBeAnonymous)
    {
        int start = cursor.Start;
        cursor.Next();
        bool isGenerator = cursor.Accept(TokenKind.Star);
        Pattern.Variable? name = mayBeAnonymous && cursor.At(TokenKind.ParenOpen) ? null : session.Names.Binding();
        Function function = Rest(start, FunctionKind.Ordinary, isGenerator, OfFunction(isGenerator));
        SetName(function, name);
        function.Doc = doc;
        return new Statement.DeclareFunction(function);
    }

    /// <summary>Takes a method from its parameters on.</summary>
    public Function Method(int start, PropertyKey key, FunctionKind kind, bool isGenerator)
    {
        Allowed allowed = OfFunction(isGenerator) | Allowed.SuperProperty;
        if (kind == FunctionKind.DerivedConstructor)
            allowed |= Allowed.SuperCall;
        Function function = Rest(start, kind, isGenerator, allowed);
        if (kind == FunctionKind.Getter && (function.Parameters.Length != 0 || function.Rest is not null))
            throw Faults.Early(SyntaxMessages.GetterParameters, start);
        if (kind == FunctionKind.Setter && (function.Parameters.Length != 1 || function.Rest is not null))
            throw Faults.Early(SyntaxMessages.SetterParameters, start);
        function.HasOwnName = true;
        string prefix = kind switch
        {
            FunctionKind.Getter => "get ",
            FunctionKind.Setter => "set ",
            _ => "",
        };
        if (NameInference.Of(key) is string name)
            function.Name = prefix + name;
        return function;
    }

    /// <summary>Takes an arrow from its <c>=></c> on; the parameters were read as expressions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Expression.FunctionValue Arrow(int start, ImmutableArray<Expression> head, Pattern? rest)
    {
        int mark = parameters.Count;
        foreach (Expression expression in head)
            Push(CoverGrammar.ToParameter(expression), mark);
        ImmutableArray<PatternElement> list = parameters.PopList(mark);
        cursor.Next();
        Allowed saved = session.Allowed;
        cursor.Enter();
        Function function;
        session.Allowed = (saved & ~Allowed.Yield) | AwaitNameInFunctions;
        if (cursor.At(TokenKind.BraceOpen))
        {
            session.Allowed |= Allowed.Return | Allowed.In;
            ImmutableArray<Statement> body = Body(IsSimple(list, rest));
            function = Make(start, FunctionKind.Arrow, isGenerator: false, list, rest, body, null);
        }
        else
        {
            Expression value = session.Expressions.Assignment();
            function = Make(start, FunctionKind.Arrow, isGenerator: false, list, rest, [], value);
        }
        cursor.Leave();
        session.Allowed = saved;
        return new Expression.FunctionValue(function);
    }

    /// <summary>The function that owns the scopes of a class's field initialisers.</summary>
    public Function FieldInitializer(SourceSpan @class)
    {
        var function = new Function(@class, FunctionKind.FieldInitializer, isGenerator: false, [], null, [], null) { HasSimpleParameters = true, HasOwnName = true };
        return session.Finish(function);
    }

    /// <summary>Takes the statements of a body behind its brace, directives first, and the closing brace.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ImmutableArray<Statement> Body(bool hasSimpleParameters)
    {
        (int, JumpTarget?, JumpTarget?) saved = session.Jumps.EnterFunction();
        cursor.Expect(TokenKind.BraceOpen);
        int mark = session.StatementList.Count;
        bool isPrologue = true;
        while (!cursor.At(TokenKind.BraceClose))
        {
            Statement statement = session.Statements.ListItem();
            session.StatementList.Push(statement);
            isPrologue = isPrologue && statement is Statement.Evaluate { Expression: Expression.String { IsParenthesized: false } };
            if (isPrologue && !hasSimpleParameters && IsUseStrict((Statement.Evaluate)statement))
                throw Faults.Early(SyntaxMessages.StrictInFunction, statement.Start);
        }
        session.Jumps.LeaveFunction(saved);
        cursor.Next();
        return session.StatementList.PopList(mark);
    }

    // Only the code of a static block itself reserves `await` in a script; a function in it does not.
    private Allowed AwaitNameInFunctions => session.Goal == SourceGoal.Script ? Allowed.AwaitName : Allowed.None;

    private Allowed OfFunction(bool isGenerator) =>
        Allowed.Return | Allowed.NewTarget | Allowed.Arguments | Allowed.In
        | (isGenerator ? Allowed.Yield : Allowed.None)
        | AwaitNameInFunctions;

    private Function Rest(int start, FunctionKind kind, bool isGenerator, Allowed allowed)
    {
        Allowed saved = session.Allowed;
        int savedYield = session.LastYield;
        session.Allowed = allowed & ~Allowed.Yield;
        ImmutableArray<PatternElement> list = Parameters(out Pattern? rest);
        session.Allowed = allowed;
        cursor.Enter();
        ImmutableArray<Statement> body = Body(IsSimple(list, rest));
        cursor.Leave();
        session.Allowed = saved;
        session.LastYield = savedYield;
        return Make(start, kind, isGenerator, list, rest, body, null);
    }

    private ImmutableArray<PatternElement> Parameters(out Pattern? rest)
    {
        rest = null;
        cursor.Expect(TokenKind.ParenOpen);
        cursor.Enter();
        int mark = parameters.Count;
        while (!cursor.At(TokenKind.ParenClose))
        {
            if (cursor.At(TokenKind.Ellipsis))
            {
                rest = session.Patterns.Rest();
                if (cursor.At(TokenKind.Comma))
                    throw Faults.Syntax(SyntaxMessages.RestNotLast, cursor.Start);
                break;
            }
            Push(session.Patterns.Element(), mark);
            if (!cursor.Accept(TokenKind.Comma))
                break;
        }
        cursor.Leave();
        cursor.Expect(TokenKind.ParenClose);
        return parameters.PopList(mark);
    }

    private void Push(PatternElement parameter, int mark)
    {
        if (parameters.Count - mark == ScriptLimits.ParametersMax)
            throw Faults.Limit(SyntaxMessages.TooManyParameters, parameter.Start);
        parameters.Push(parameter);
    }

    private Function Make(int start, FunctionKind kind, bool isGenerator, ImmutableArray<PatternElement> list, Pattern? rest, ImmutableArray<Statement> body, Expression? value)
    {
        int expected = 0;
        while (expected < list.Length && list[expected].Initializer is null)
            expected++;
        var function = new Function(cursor.SpanFrom(start), kind, isGenerator, list, rest, body, value)
        {
            ExpectedArgumentCount = expected,
            HasSimpleParameters = IsSimple(list, rest),
            HasParameterExpressions = ParameterExpressions.Exist(list, rest),
        };
        return session.Finish(function);
    }

    private static void SetName(Function function, Pattern.Variable? name)
    {
        function.OwnName = name;
        function.Name = name?.Name;
        function.HasOwnName = name is not null;
    }

    private static bool IsSimple(ImmutableArray<PatternElement> list, Pattern? rest)
    {
        if (rest is not null)
            return false;
        foreach (PatternElement parameter in list)
        {
            if (parameter.Initializer is not null || parameter.Target is not Pattern.Variable)
                return false;
        }
        return true;
    }

    // The directive is these twelve characters, quotes included: with an escape or a line continuation it is another one.
    private static bool IsUseStrict(Statement.Evaluate statement) =>
        statement.Expression.Span.Length == 12 && statement.Expression is Expression.String { Value: "use strict" };
}
