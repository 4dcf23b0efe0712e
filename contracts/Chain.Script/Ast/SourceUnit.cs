using System.Collections.Immutable;
using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>A whole script or module, parsed and resolved.</summary>
public sealed class SourceUnit(string source, SourceGoal goal, LineMap lines, ImmutableArray<Statement> body) : Node(new SourceSpan(0, source.Length), HeightOver(body))
{
    /// <summary>The text.</summary>
    public string Source { get; } = source;

    /// <summary>How it was read.</summary>
    public SourceGoal Goal { get; } = goal;

    /// <summary>Turns offsets into lines and columns.</summary>
    public LineMap Lines { get; } = lines;

    /// <summary>The statements in order.</summary>
    public ImmutableArray<Statement> Body { get; } = body;

    /// <summary>Scope analysis: the top scope, of kind <see cref="ScopeKind.Script"/> or <see cref="ScopeKind.Module"/>.</summary>
    public Scope Scope { get; internal set; } = null!;

    /// <summary>Scope analysis: what a module exports, in source order; empty for a script.</summary>
    public ImmutableArray<ExportEntry> Exports { get; internal set; } = [];

    /// <summary>Scope analysis: the names that it uses and does not declare, in the order of their first use.</summary>
    public ImmutableArray<GlobalReference> Globals { get; internal set; } = [];

    /// <summary>How many tokens it has: what reading it costs.</summary>
    public int Tokens { get; internal set; }

    /// <summary>All functions in it, in the order in which they end in the source; their <see cref="Function.Index"/> is the place here.</summary>
    public ImmutableArray<Function> Functions { get; internal set; } = [];
}
