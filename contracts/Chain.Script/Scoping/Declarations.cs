using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Lexing;
using Chain.Script.Parsing;

namespace Chain.Script.Scoping;

/// <summary>Declares the names of a scope at its entry.</summary>
internal sealed class Declarations(ScopeTracker tracker)
{
    /// <summary>Declares every <c>var</c> in a function body, script or static block in the current scope, however deep in blocks it stands.</summary>
    public void Vars(ImmutableArray<Statement> body)
    {
        foreach (Statement statement in body)
            Vars(statement);
    }

    /// <summary>Whether a statement list declares names of its own.</summary>
    public static bool HasLexicals(ImmutableArray<Statement> body)
    {
        foreach (Statement statement in body)
        {
            if (statement is Statement.DeclareFunction or Statement.DeclareClass or Statement.Declare { Kind: not DeclarationKind.Var })
                return true;
        }
        return false;
    }

    /// <summary>Declares the <c>let</c>, <c>const</c>, classes, functions and imports of a statement list in the current scope.</summary>
    /// <param name="body">The list.</param>
    /// <param name="functionsAreVars">Whether functions may be declared again, as at the top of functions and scripts.</param>
    /// <param name="catchScope">The scope of the parameter, for the body of a <c>catch</c>: its names cannot be declared again.</param>
    /// <param name="alwaysCheck">Whether control may pass the declarations by, as in <c>switch</c>.</param>
    public void Lexicals(ImmutableArray<Statement> body, bool functionsAreVars, Scope? catchScope = null, bool alwaysCheck = false)
    {
        foreach (Statement statement in body)
            Lexical(statement is Statement.ExportDeclaration export ? export.Declaration : statement, functionsAreVars, catchScope, alwaysCheck);
    }

    /// <summary>Declares the names of <c>let</c> or <c>const</c>.</summary>
    public void Lexical(DeclarationKind kind, Pattern pattern, int initializedAt, Scope? catchScope = null)
    {
        BindingKind bindingKind = kind == DeclarationKind.Let ? BindingKind.Let : BindingKind.Const;
        foreach (Pattern.Variable variable in PatternNames.Of(pattern))
        {
            Binding binding = Lexical(variable.Spelling, bindingKind, variable.Start, initializedAt, catchScope);
            binding.IsConstant = kind == DeclarationKind.Const;
        }
    }

    private void Lexical(Statement statement, bool functionsAreVars, Scope? catchScope, bool alwaysCheck)
    {
        switch (statement)
        {
            case Statement.Declare { Kind: not DeclarationKind.Var } declare:
                foreach (Declarator declarator in declare.Declarators)
                    Lexical(declare.Kind, declarator.Target, alwaysCheck ? int.MaxValue : InitializedAt(declarator), catchScope);
                break;
            case Statement.DeclareClass @class:
                int end = alwaysCheck ? int.MaxValue : @class.End;
                @class.Binding = @class.Class.OwnName is Pattern.Variable name
                    ? Lexical(name.Spelling, BindingKind.Class, name.Start, end, catchScope)
                    : Default(@class.Start);
                break;
            case Statement.DeclareFunction function:
                Function(function, functionsAreVars, catchScope);
                break;
            case Statement.Import import:
                foreach (ImportedName imported in import.Names)
                {
                    imported.Binding = Lexical(imported.Local.Spelling, BindingKind.Import, imported.Start, -1, null);
                    imported.Binding.IsConstant = true;
                }
                break;
            case Statement.ExportDefault export:
                export.Binding = Default(export.Start);
                break;
        }
    }

    private Binding Lexical(Name name, BindingKind kind, int start, int initializedAt, Scope? catchScope)
    {
        if (name.Innermost is Binding existing && existing.Index >= 0 && (existing.Scope == tracker.Current || existing.Scope == catchScope || IsParameterOfBody(existing)))
            throw Faults.Early(SyntaxMessages.Redeclared, Math.Max(start, existing.Start));
        return tracker.Declare(name, kind, start, initializedAt);
    }

    private void Function(Statement.DeclareFunction statement, bool functionsAreVars, Scope? catchScope)
    {
        Function function = statement.Function;
        function.HoistedInto = tracker.Current;
        if (function.OwnName is not Pattern.Variable name)
        {
            statement.Binding = Default(statement.Start);
        }
        else if (functionsAreVars && tracker.InCurrent(name.Spelling) is Binding existing)
        {
            if (existing.Kind is not (BindingKind.Var or BindingKind.Function or BindingKind.Parameter))
                throw Faults.Early(SyntaxMessages.Redeclared, name.Start);
            if (existing.Kind == BindingKind.Var)
                existing.Kind = BindingKind.Function;
            statement.Binding = existing;
        }
        else if (functionsAreVars)
        {
            statement.Binding = tracker.Declare(name.Spelling, BindingKind.Function, name.Start, -1);
        }
        else
        {
            statement.Binding = Lexical(name.Spelling, BindingKind.Function, name.Start, -1, catchScope);
        }
        statement.Binding.Declaration = statement;
        tracker.Current.AddFunction(statement);
    }

    private Binding Default(int start) => ScopeTracker.AddHidden(tracker.Current, BindingKind.Default, "*default*", start);

    // A body with a scope of its own cannot declare a parameter's name again, except with var.
    private bool IsParameterOfBody(Binding existing) =>
        tracker.Current.Kind == ScopeKind.FunctionBody && existing.Scope == tracker.Current.Parent && existing.Kind == BindingKind.Parameter;

    // Making a function runs no code, so a variable that holds one is as good as initialised inside that function.
    private static int InitializedAt(Declarator declarator) =>
        declarator is { Target: Pattern.Variable, Initializer: Expression.FunctionValue function } ? function.Start : declarator.End;

    private void Vars(Statement? statement)
    {
        switch (statement)
        {
            case Statement.Declare { Kind: DeclarationKind.Var } declare:
                foreach (Declarator declarator in declare.Declarators)
                    Vars(declarator.Target);
                break;
            case Statement.Block block:
                Vars(block.Body);
                break;
            case Statement.If branch:
                foreach (IfBranch item in branch.Branches)
                    Vars(item.Body);
                Vars(branch.Otherwise);
                break;
            case Statement.For loop:
                Vars(loop.Initializer);
                Vars(loop.Body);
                break;
            case Statement.ForEach loop:
                if (loop.Declaration == DeclarationKind.Var)
                    Vars(loop.Pattern);
                Vars(loop.Body);
                break;
            case Statement.While loop:
                Vars(loop.Body);
                break;
            case Statement.DoWhile loop:
                Vars(loop.Body);
                break;
            case Statement.Labelled labelled:
                Vars(labelled.Body);
                break;
            case Statement.Switch @switch:
                foreach (SwitchClause clause in @switch.Clauses)
                    Vars(clause.Body);
                break;
            case Statement.Try @try:
                Vars(@try.Body);
                Vars(@try.Handler?.Body);
                Vars(@try.Finalizer);
                break;
            case Statement.ExportDeclaration export:
                Vars(export.Declaration);
                break;
        }
    }

    private void Vars(Pattern pattern)
    {
        foreach (Pattern.Variable variable in PatternNames.Of(pattern))
            Var(variable);
    }

    private void Var(Pattern.Variable variable)
    {
        if (tracker.InCurrent(variable.Spelling) is not null)
            return;
        Binding? parameter = variable.Spelling.Innermost is Binding outer && outer.Index >= 0 && IsParameterOfBody(outer) ? outer : null;
        tracker.Declare(variable.Spelling, BindingKind.Var, variable.Start, -1).InitialValue = parameter;
    }
}
