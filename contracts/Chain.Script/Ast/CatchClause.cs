using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary><c>catch (parameter) { … }</c></summary>
public sealed class CatchClause(SourceSpan span, Pattern? parameter, Statement.Block body) : Node(span, HeightOver(parameter, body))
{
    /// <summary>What gets the thrown value, if anything.</summary>
    public Pattern? Parameter { get; } = parameter;

    /// <summary>What runs; it has a scope of its own inside <see cref="Scope"/>.</summary>
    public Statement.Block Body { get; } = body;

    /// <summary>Scope analysis: the scope of the parameter; <c>null</c> where it declares nothing.</summary>
    public Scope? Scope { get; internal set; }
}
