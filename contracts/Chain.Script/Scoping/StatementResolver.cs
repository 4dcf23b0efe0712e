using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chain.Script.Ast;
using Chain.Script.Lexing;
using Chain.Script.Parsing;

namespace Chain.Script.Scoping;

/// <summary>Walks over statements.</summary>
internal sealed class StatementResolver
{
    private readonly ScopeTracker tracker;
    private readonly Declarations declarations;
    private readonly ExpressionResolver expressions;

    public StatementResolver(ScopeTracker tracker)
    {
        this.tracker = tracker;
        declarations = new Declarations(tracker);
        expressions = new ExpressionResolver(tracker, this);
    }

    private void Visit(ImmutableArray<Statement> list)
    {
        foreach (Statement statement in list)
            Visit(statement);
    }

    /// <summary>Visits a block, which has a scope if it declares anything.</summary>
    public void Visit(Statement.Block block, Scope? catchScope = null)
    {
        if (!Declarations.HasLexicals(block.Body))
        {
            Visit(block.Body);
            return;
        }
        block.Scope = tracker.Enter(ScopeKind.Block, block.Start);
        declarations.Lexicals(block.Body, functionsAreVars: false, catchScope);
        Visit(block.Body);
        tracker.Leave();
    }

    /// <summary>Visits the body of a static block, which is the scope of its <c>var</c> too.</summary>
    public void VisitStaticBlock(Statement.Block block)
    {
        Scope outer = tracker.VarScope;
        block.Scope = tracker.Enter(ScopeKind.Block, block.Start);
        VisitBody(block.Body);
        tracker.Leave();
        tracker.VarScope = outer;
    }

    /// <summary>Visits statements whose <c>var</c> belong to the current scope.</summary>
    public void VisitBody(ImmutableArray<Statement> body, bool functionsAreVars = true)
    {
        tracker.VarScope = tracker.Current;
        declarations.Vars(body);
        declarations.Lexicals(body, functionsAreVars);
        Visit(body);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Statement.Evaluate evaluate: expressions.Visit(evaluate.Expression); break;
            case Statement.Declare declare: VisitDeclare(declare); break;
            case Statement.If branch: VisitIf(branch); break;
            case Statement.Return { Value: Expression value }: expressions.Visit(value); break;
            case Statement.Block block: Visit(block); break;
            case Statement.DeclareFunction function: expressions.Functions.Visit(function.Function); break;
            case Statement.DeclareClass @class: expressions.Classes.Visit(@class.Class); break;
            case Statement.For loop: VisitFor(loop); break;
            case Statement.ForEach loop: VisitForEach(loop); break;
            case Statement.While loop: VisitLoop(loop.Test, loop.Body, null); break;
            case Statement.DoWhile loop: VisitLoop(loop.Test, loop.Body, null); break;
            case Statement.Throw @throw: expressions.Visit(@throw.Value); break;
            case Statement.Try @try: VisitTry(@try); break;
            case Statement.Switch @switch: VisitSwitch(@switch); break;
            case Statement.Labelled labelled: Visit(labelled.Body); break;
            case Statement.ExportDeclaration export: Visit(export.Declaration); break;
            case Statement.ExportDefault export: expressions.Visit(export.Value); break;
        }
    }

    private void VisitDeclare(Statement.Declare declare)
    {
        foreach (Declarator declarator in declare.Declarators)
        {
            if (declare.Kind == DeclarationKind.Var)
                VisitVarTarget(declarator.Target, isAssigned: declarator.Initializer is not null);
            else
                expressions.VisitDeclared(declarator.Target);
            if (declarator.Initializer is not null)
                expressions.Visit(declarator.Initializer);
        }
    }

    // Between a var and the function that it belongs to, no scope may have a binding of its name.
    private void VisitVarTarget(Pattern target, bool isAssigned)
    {
        foreach (Pattern.Variable variable in PatternNames.Of(target))
        {
            Binding binding = variable.Spelling.Innermost!;
            if (binding.Scope != tracker.VarScope)
                throw Faults.Early(SyntaxMessages.Redeclared, variable.Start);
            binding.IsAssigned |= isAssigned;
        }
        expressions.VisitDeclared(target);
    }

    private void VisitIf(Statement.If branch)
    {
        foreach (IfBranch item in branch.Branches)
        {
            expressions.Visit(item.Test);
            Visit(item.Body);
        }
        if (branch.Otherwise is not null)
            Visit(branch.Otherwise);
    }

    private void VisitLoop(Expression? test, Statement body, Expression? update)
    {
        tracker.LoopDepth++;
        if (test is not null)
            expressions.Visit(test);
        Visit(body);
        if (update is not null)
            expressions.Visit(update);
        tracker.LoopDepth--;
    }

    private void VisitFor(Statement.For loop)
    {
        bool hasScope = loop.Initializer is Statement.Declare { Kind: not DeclarationKind.Var };
        if (hasScope)
        {
            loop.Scope = tracker.Enter(ScopeKind.Loop, loop.Start);
            declarations.Lexicals([loop.Initializer!], functionsAreVars: false);
        }
        if (loop.Initializer is not null)
            Visit(loop.Initializer);
        VisitLoop(loop.Test, loop.Body, loop.Update);
        if (hasScope)
            tracker.Leave();
    }

    private void VisitForEach(Statement.ForEach loop)
    {
        if (loop.Declaration is DeclarationKind.Let or DeclarationKind.Const)
        {
            loop.Scope = tracker.Enter(ScopeKind.Loop, loop.Start, isRepeated: true);
            declarations.Lexical(loop.Declaration.Value, loop.Pattern, loop.Subject.End);
            expressions.VisitDeclared(loop.Pattern);
        }
        else if (loop.Declaration == DeclarationKind.Var)
        {
            VisitVarTarget(loop.Pattern, isAssigned: true);
        }
        else
        {
            expressions.VisitAssigned(loop.Pattern);
        }
        expressions.Visit(loop.Subject);
        VisitLoop(null, loop.Body, null);
        if (loop.Scope is not null)
            tracker.Leave();
    }

    private void VisitTry(Statement.Try @try)
    {
        Visit(@try.Body);
        if (@try.Handler is CatchClause handler)
            VisitCatch(handler);
        if (@try.Finalizer is not null)
            Visit(@try.Finalizer);
    }

    private void VisitCatch(CatchClause handler)
    {
        if (handler.Parameter is not Pattern parameter)
        {
            Visit(handler.Body);
            return;
        }
        Scope scope = tracker.Enter(ScopeKind.Catch, handler.Start);
        handler.Scope = scope;
        foreach (Pattern.Variable variable in PatternNames.Of(parameter))
        {
            if (tracker.InCurrent(variable.Spelling) is not null)
                throw Faults.Early(SyntaxMessages.Redeclared, variable.Start);
            tracker.Declare(variable.Spelling, BindingKind.Catch, variable.Start, parameter.End);
        }
        expressions.VisitDeclared(parameter);
        Visit(handler.Body, scope);
        tracker.Leave();
    }

    private void VisitSwitch(Statement.Switch @switch)
    {
        expressions.Visit(@switch.Subject);
        bool hasScope = false;
        foreach (SwitchClause clause in @switch.Clauses)
            hasScope |= Declarations.HasLexicals(clause.Body);
        if (hasScope)
        {
            @switch.Scope = tracker.Enter(ScopeKind.Block, @switch.Start);
            foreach (SwitchClause clause in @switch.Clauses)
                declarations.Lexicals(clause.Body, functionsAreVars: false, alwaysCheck: true);
        }
        foreach (SwitchClause clause in @switch.Clauses)
        {
            if (clause.Test is not null)
                expressions.Visit(clause.Test);
            Visit(clause.Body);
        }
        if (hasScope)
            tracker.Leave();
    }
}
