using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Lexing;
using Chain.Script.Parsing;

namespace Chain.Script.Scoping;

/// <summary>
/// Connects every use of a name with its declaration, and refuses what the specification calls early errors of declarations.
/// </summary>
/// <remarks>
/// One walk over the tree. At the entry of a scope its names are declared: each <see cref="Name"/> then points to its innermost binding, which
/// remembers the one that it hides; at the exit they are put back. So a reference is resolved by one look, and the walk is linear in the tree.
/// </remarks>
internal static class ScopeAnalyzer
{
    /// <summary>Fills in everything in a unit that is documented as "Scope analysis".</summary>
    public static void Resolve(SourceUnit unit)
    {
        var tracker = new ScopeTracker(unit.Goal);
        var statements = new StatementResolver(tracker);
        unit.Scope = tracker.Enter(unit.Goal == SourceGoal.Module ? ScopeKind.Module : ScopeKind.Script, 0);
        statements.VisitBody(unit.Body, functionsAreVars: unit.Goal == SourceGoal.Script);
        unit.Exports = Exports(unit);
        tracker.Leave();
        unit.Globals = [.. tracker.Globals];
    }

    private static ImmutableArray<ExportEntry> Exports(SourceUnit unit)
    {
        var entries = ImmutableArray.CreateBuilder<ExportEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Statement statement in unit.Body)
        {
            switch (statement)
            {
                case Statement.ExportDeclaration export:
                    Declared(export.Declaration);
                    break;
                case Statement.ExportDefault export:
                    Add("default", export.Binding, export.Start);
                    break;
                case Statement.ExportNames list:
                    foreach (ExportedName name in list.Names)
                        Add(name.Name, name.Local.Spelling.Innermost ?? throw Faults.Early(SyntaxMessages.UnknownExport, name.Start), name.Start);
                    break;
            }
        }
        return entries.ToImmutable();

        void Declared(Statement declaration)
        {
            switch (declaration)
            {
                case Statement.DeclareFunction function:
                    Add(function.IsDefaultExport ? "default" : function.Binding.Name, function.Binding, function.Start);
                    break;
                case Statement.DeclareClass @class:
                    Add(@class.IsDefaultExport ? "default" : @class.Binding.Name, @class.Binding, @class.Start);
                    break;
                case Statement.Declare variables:
                    foreach (Declarator declarator in variables.Declarators)
                    {
                        foreach (Pattern.Variable variable in PatternNames.Of(declarator.Target))
                            Add(variable.Name, variable.Spelling.Innermost!, variable.Start);
                    }
                    break;
            }
        }

        void Add(string name, Binding binding, int start)
        {
            if (!names.Add(name))
                throw Faults.Early(SyntaxMessages.DuplicateExport, start);
            entries.Add(new ExportEntry(name, binding, start));
        }
    }
}
