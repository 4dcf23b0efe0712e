using Chain.Script.Ast;
using Chain.Script.Lexing;
using Chain.Script.Parsing;

namespace Chain.Script.Scoping;

/// <summary>Walks over functions.</summary>
internal sealed class FunctionResolver(ScopeTracker tracker, StatementResolver statements, ExpressionResolver expressions)
{
    /// <summary>Visits a function of any kind but <see cref="FunctionKind.FieldInitializer"/>.</summary>
    /// <param name="function">The function.</param>
    /// <param name="bindsOwnName">Whether its name is known inside it only: a function expression.</param>
    public void Visit(Function function, bool bindsOwnName = false)
    {
        (Function?, int, Scope) saved = Enter(function);
        if (bindsOwnName && function.OwnName is Pattern.Variable name)
        {
            function.SelfBinding = tracker.Offer(name.Spelling, BindingKind.FunctionName, name.Start, -1);
            function.SelfBinding.IsConstant = true;
        }
        if (function.Kind == FunctionKind.DerivedConstructor)
            ScopeTracker.ThisOf(function);
        DeclareParameters(function);
        VisitParameters(function);
        if (function.HasParameterExpressions)
            function.BodyScope = tracker.Enter(ScopeKind.FunctionBody, function.Start);
        if (function.ExpressionBody is Expression value)
            expressions.Visit(value);
        else
            statements.VisitBody(function.Body);
        if (function.HasParameterExpressions)
            tracker.Leave();
        Leave(saved);
        if (function.SelfBinding is { Index: < 0 })
            function.SelfBinding = null;
    }

    /// <summary>Makes a function current and opens its scope.</summary>
    public (Function? Function, int LoopDepth, Scope VarScope) Enter(Function function)
    {
        (Function?, int, Scope) saved = tracker.EnterFunction(function);
        function.Scope = tracker.Enter(ScopeKind.Function, function.Start);
        function.BodyScope = function.Scope;
        return saved;
    }

    /// <summary>Undoes <see cref="Enter"/>.</summary>
    public void Leave((Function? Function, int LoopDepth, Scope VarScope) saved)
    {
        tracker.Leave();
        tracker.LeaveFunction(saved);
    }

    private void DeclareParameters(Function function)
    {
        foreach (PatternElement parameter in function.Parameters)
            Declare(parameter.Target, function.HasParameterExpressions ? parameter.End : -1);
        Declare(function.Rest, function.HasParameterExpressions ? function.Rest?.End ?? 0 : -1);
    }

    private void Declare(Pattern? pattern, int initializedAt)
    {
        foreach (Pattern.Variable variable in PatternNames.Of(pattern))
        {
            if (tracker.InCurrent(variable.Spelling) is not null)
                throw Faults.Early(SyntaxMessages.DuplicateParameter, variable.Start);
            tracker.Declare(variable.Spelling, BindingKind.Parameter, variable.Start, initializedAt);
        }
    }

    private void VisitParameters(Function function)
    {
        foreach (PatternElement parameter in function.Parameters)
        {
            expressions.VisitDeclared(parameter.Target!);
            if (parameter.Initializer is not null)
                expressions.Visit(parameter.Initializer);
        }
        if (function.Rest is not null)
            expressions.VisitDeclared(function.Rest);
    }
}
