using System.Collections.Immutable;
using Chain.Script.Lexing;
using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>
/// A target of values: of a declaration or parameter (then every leaf is a <see cref="Variable"/> and its binding is initialised), or of an
/// assignment (then a leaf is assigned to). The parent node says which.
/// </summary>
public abstract class Pattern : Node
{
    private Pattern(SourceSpan span, int height)
        : base(span, height)
    {
    }

    /// <summary>A name.</summary>
    public sealed class Variable : Pattern
    {
        internal Variable(SourceSpan span, Name spelling, bool isParenthesized = false)
            : base(span, 1)
        {
            Spelling = spelling;
            IsParenthesized = isParenthesized;
        }

        /// <summary>The name.</summary>
        public string Name => Spelling.Text;

        internal Name Spelling { get; }

        /// <summary>Scope analysis: what it refers to; <c>null</c> is a property of the global object (assigning an unknown one is a ReferenceError).</summary>
        public Binding? Binding { get; internal set; }

        /// <summary>Scope analysis, assignments only: whether the binding may be uninitialised, so that a check is needed. Assigning to a constant binding throws a TypeError after that check.</summary>
        public bool NeedsTdzCheck { get; internal set; }
    }

    /// <summary>A property; in assignments only.</summary>
    public sealed class Property(Expression reference) : Pattern(reference.Span, HeightOver(reference))
    {
        /// <summary>An <see cref="Expression.Chain"/> without optional links whose last link is a property, or an <see cref="Expression.SuperMember"/>.</summary>
        public Expression Reference { get; } = reference;
    }

    /// <summary><c>{ a, b: target = value, ...rest }</c></summary>
    public sealed class Object(SourceSpan span, ImmutableArray<PatternProperty> properties, Pattern? rest) : Pattern(span, Math.Max(HeightOver(properties), HeightOver(rest)))
    {
        /// <summary>The properties in order.</summary>
        public ImmutableArray<PatternProperty> Properties { get; } = properties;

        /// <summary>What gets the remaining properties.</summary>
        public Pattern? Rest { get; } = rest;
    }

    /// <summary><c>[a, , target = value, ...rest]</c></summary>
    public sealed class Array(SourceSpan span, ImmutableArray<PatternElement> elements, Pattern? rest) : Pattern(span, Math.Max(HeightOver(elements), HeightOver(rest)))
    {
        /// <summary>The elements in order.</summary>
        public ImmutableArray<PatternElement> Elements { get; } = elements;

        /// <summary>What gets the remaining items, as an array.</summary>
        public Pattern? Rest { get; } = rest;
    }
}
