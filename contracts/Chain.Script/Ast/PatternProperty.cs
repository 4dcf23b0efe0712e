namespace Chain.Script.Ast;

/// <summary>A property of an object pattern.</summary>
public sealed class PatternProperty(SourceSpan span, PropertyKey key, Pattern target, Expression? initializer) : Node(span, Math.Max(HeightOver(key, target), HeightOver(initializer)))
{
    /// <summary>The key that is read; never private.</summary>
    public PropertyKey Key { get; } = key;

    /// <summary>What gets the value.</summary>
    public Pattern Target { get; } = target;

    /// <summary>The value instead of <c>undefined</c>. An anonymous function or class for a variable has its name already.</summary>
    public Expression? Initializer { get; } = initializer;
}
