namespace Chain.Script.Ast;

/// <summary>An element of an array pattern, or a parameter.</summary>
public sealed class PatternElement(SourceSpan span, Pattern? target, Expression? initializer) : Node(span, HeightOver(target, initializer))
{
    /// <summary>What gets the value; <c>null</c> skips an item (never in parameters).</summary>
    public Pattern? Target { get; } = target;

    /// <summary>The value instead of <c>undefined</c>. An anonymous function or class for a variable has its name already.</summary>
    public Expression? Initializer { get; } = initializer;
}
