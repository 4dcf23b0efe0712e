namespace Chain.Script.Ast;

/// <summary>One <c>target = initializer</c> of a declaration.</summary>
public sealed class Declarator(SourceSpan span, Pattern target, Expression? initializer) : Node(span, HeightOver(target, initializer))
{
    /// <summary>What is declared.</summary>
    public Pattern Target { get; } = target;

    /// <summary>
    /// The value. Without one a <c>let</c> becomes <c>undefined</c> when control comes by, and a <c>var</c> keeps what it has; <c>const</c> and
    /// patterns always have one, except in the head of <c>for-in</c> and <c>for-of</c>.
    /// </summary>
    public Expression? Initializer { get; } = initializer;
}
