using System.Collections.Immutable;

namespace Chain.Script.Ast;

/// <summary>One step of an <see cref="Expression.Chain"/>. <see cref="Node.Start"/> is that of the name, bracket or parenthesis: where its errors are.</summary>
public abstract class Link : Node
{
    private Link(SourceSpan span, bool isOptional, int height)
        : base(span, height) => IsOptional = isOptional;

    /// <summary>After <c>?.</c>: the chain ends with <c>undefined</c> when the value so far is <c>undefined</c> or <c>null</c>.</summary>
    public bool IsOptional { get; }

    /// <summary><c>.name</c></summary>
    public sealed class Member(SourceSpan span, bool isOptional, string name) : Link(span, isOptional, 1)
    {
        /// <summary>The property key.</summary>
        public string Name { get; } = name;
    }

    /// <summary><c>[key]</c></summary>
    public sealed class Index(SourceSpan span, bool isOptional, Expression key) : Link(span, isOptional, HeightOver(key))
    {
        /// <summary>The expression that gives the property key.</summary>
        public Expression Key { get; } = key;
    }

    /// <summary><c>.#name</c></summary>
    public sealed class PrivateMember(SourceSpan span, bool isOptional, PrivateName name) : Link(span, isOptional, HeightOver(name))
    {
        /// <summary>The private name.</summary>
        public PrivateName Name { get; } = name;
    }

    /// <summary><c>(arguments)</c></summary>
    public sealed class Call(SourceSpan span, bool isOptional, ImmutableArray<Expression> arguments) : Link(span, isOptional, HeightOver(arguments))
    {
        /// <summary>The arguments in order; any may be a <see cref="Expression.Spread"/>.</summary>
        public ImmutableArray<Expression> Arguments { get; } = arguments;
    }
}
