using System.Collections.Immutable;

namespace Chain.Script.Ast;

/// <summary>A <c>case</c> or <c>default</c>.</summary>
public sealed class SwitchClause(SourceSpan span, Expression? test, ImmutableArray<Statement> body) : Node(span, Math.Max(HeightOver(test), HeightOver(body)))
{
    /// <summary>The value compared with <c>===</c>; <c>null</c> is the <c>default</c>.</summary>
    public Expression? Test { get; } = test;

    /// <summary>The statements, falling through into the next clause.</summary>
    public ImmutableArray<Statement> Body { get; } = body;
}
