namespace Chain.Script.Ast;

/// <summary>A member of an object literal, in source order.</summary>
public abstract class ObjectMember : Node
{
    private ObjectMember(SourceSpan span, int height)
        : base(span, height)
    {
    }

    /// <summary>
    /// <c>key: value</c> or the shorthand <c>name</c>. An anonymous function or class as value has its name already, unless the key is
    /// computed or a number: then the consumer gives it (<see cref="Expression.IsAnonymousDefinition"/>).
    /// </summary>
    public sealed class Property(SourceSpan span, PropertyKey key, Expression value) : ObjectMember(span, HeightOver(key, value))
    {
        /// <summary>The key.</summary>
        public PropertyKey Key { get; } = key;

        /// <summary>The value.</summary>
        public Expression Value { get; } = value;
    }

    /// <summary>A method, getter or setter: <see cref="Function.Kind"/> tells which.</summary>
    public sealed class Method(SourceSpan span, PropertyKey key, Function function) : ObjectMember(span, HeightOver(key, function))
    {
        /// <summary>The key.</summary>
        public PropertyKey Key { get; } = key;

        /// <summary>The function; its kind is Method, Getter or Setter.</summary>
        public Function Function { get; } = function;
    }

    /// <summary><c>__proto__: value</c>, which sets the prototype when the value is an object or <c>null</c>. Values are not named after it.</summary>
    public sealed class Prototype(SourceSpan span, Expression value) : ObjectMember(span, HeightOver(value))
    {
        /// <summary>The prototype.</summary>
        public Expression Value { get; } = value;
    }

    /// <summary><c>...source</c></summary>
    public sealed class Spread(SourceSpan span, Expression source) : ObjectMember(span, HeightOver(source))
    {
        /// <summary>The object whose own enumerable properties are copied.</summary>
        public Expression Source { get; } = source;

        /// <summary>Whether a comma follows: a rest of a pattern may have none.</summary>
        internal bool HasCommaBehind { get; set; }
    }
}
