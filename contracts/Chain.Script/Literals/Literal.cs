using System.Collections.Immutable;
using System.Numerics;

namespace Chain.Script.Literals;

/// <summary>A value that is written out in the source, read without running anything.</summary>
public abstract class Literal
{
    private Literal(SourceSpan span) => Span = span;

    /// <summary>Where it is in the source.</summary>
    public SourceSpan Span { get; }

    /// <summary><c>null</c></summary>
    public sealed class Null(SourceSpan span) : Literal(span);

    /// <summary><c>true</c> or <c>false</c></summary>
    public sealed class Boolean(SourceSpan span, bool value) : Literal(span)
    {
        /// <summary>The value.</summary>
        public bool Value { get; } = value;
    }

    /// <summary>A number, with a minus sign or without.</summary>
    public sealed class Number(SourceSpan span, double value) : Literal(span)
    {
        /// <summary>The value; never NaN.</summary>
        public double Value { get; } = value;
    }

    /// <summary>A bigint, with a minus sign or without.</summary>
    public sealed class BigInt(SourceSpan span, BigInteger value) : Literal(span)
    {
        /// <summary>The value.</summary>
        public BigInteger Value { get; } = value;
    }

    /// <summary>A string, or a template without substitutions.</summary>
    public sealed class String(SourceSpan span, string value) : Literal(span)
    {
        /// <summary>The value.</summary>
        public string Value { get; } = value;
    }

    /// <summary><c>[ … ]</c></summary>
    public sealed class Array(SourceSpan span, ImmutableArray<Literal> items) : Literal(span)
    {
        /// <summary>The items in order.</summary>
        public ImmutableArray<Literal> Items { get; } = items;
    }

    /// <summary><c>{ … }</c></summary>
    public sealed class Object(SourceSpan span, ImmutableArray<LiteralProperty> properties) : Literal(span)
    {
        /// <summary>The properties in source order; their names are distinct.</summary>
        public ImmutableArray<LiteralProperty> Properties { get; } = properties;

        /// <summary>The value of a property; <c>null</c> if there is none of that name.</summary>
        /// <param name="name">The name.</param>
        public Literal? Find(string name)
        {
            foreach (LiteralProperty property in Properties)
            {
                if (string.Equals(property.Name, name, StringComparison.Ordinal))
                    return property.Value;
            }
            return null;
        }
    }

    /// <summary><c>name(arguments)</c>, such as <c>map('address', 'u64')</c>: a form, not a call; the reader's caller knows what it means.</summary>
    public sealed class Form(SourceSpan span, string name, ImmutableArray<Literal> arguments) : Literal(span)
    {
        /// <summary>The name.</summary>
        public string Name { get; } = name;

        /// <summary>The arguments in order.</summary>
        public ImmutableArray<Literal> Arguments { get; } = arguments;
    }
}
