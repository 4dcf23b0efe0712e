namespace Chain.Script.Ast;

/// <summary>The key of a member of an object literal, object pattern or class.</summary>
public abstract class PropertyKey : Node
{
    private PropertyKey(SourceSpan span, int height)
        : base(span, height)
    {
    }

    /// <summary>An identifier, a string literal, or a bigint literal (as its decimal digits).</summary>
    public sealed class Name(SourceSpan span, string text) : PropertyKey(span, 1)
    {
        /// <summary>The property key.</summary>
        public string Text { get; } = text;
    }

    /// <summary>A number literal; the key is its conversion to a string.</summary>
    public sealed class Number(SourceSpan span, double value) : PropertyKey(span, 1)
    {
        /// <summary>The value of the literal.</summary>
        public double Value { get; } = value;
    }

    /// <summary><c>[expression]</c></summary>
    public sealed class Computed(SourceSpan span, Expression expression) : PropertyKey(span, HeightOver(expression))
    {
        /// <summary>What gives the key.</summary>
        public Expression Expression { get; } = expression;
    }

    /// <summary><c>#name</c>; in classes only.</summary>
    public sealed class Private(SourceSpan span, PrivateName privateName) : PropertyKey(span, HeightOver(privateName))
    {
        /// <summary>The private name.</summary>
        public PrivateName PrivateName { get; } = privateName;
    }
}
