using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>A member of a class other than its constructor.</summary>
public abstract class ClassMember : Node
{
    private ClassMember(SourceSpan span, bool isStatic, int height)
        : base(span, height) => IsStatic = isStatic;

    /// <summary>Whether it belongs to the class and not to its instances.</summary>
    public bool IsStatic { get; }

    /// <summary>The doc comment directly before it.</summary>
    public DocComment? Doc { get; internal set; }

    /// <summary>A method, getter or setter: <see cref="Function.Kind"/> tells which.</summary>
    public sealed class Method(SourceSpan span, bool isStatic, PropertyKey key, Function function) : ClassMember(span, isStatic, HeightOver(key, function))
    {
        /// <summary>The key; may be private.</summary>
        public PropertyKey Key { get; } = key;

        /// <summary>The function; its kind is Method, Getter or Setter.</summary>
        public Function Function { get; } = function;

        /// <summary>
        /// Scope analysis: for a private method or accessor a hidden binding in the class scope, in which the consumer can keep the function
        /// until instances are made. Captured.
        /// </summary>
        public Binding? FunctionBinding { get; internal set; }
    }

    /// <summary>A field.</summary>
    public sealed class Field(SourceSpan span, bool isStatic, PropertyKey key, Expression? initializer) : ClassMember(span, isStatic, HeightOver(key, initializer))
    {
        /// <summary>The key; may be private.</summary>
        public PropertyKey Key { get; } = key;

        /// <summary>The value; <c>null</c> for <c>undefined</c>. Belongs to <see cref="Class.InstanceInitializer"/> or <see cref="Class.StaticInitializer"/>.</summary>
        public Expression? Initializer { get; } = initializer;

        /// <summary>Scope analysis: for a computed key a hidden binding in the class scope, where the consumer keeps the key (converted once) until the field is defined. Captured.</summary>
        public Binding? KeyBinding { get; internal set; }
    }

    /// <summary><c>static { … }</c></summary>
    public sealed class StaticBlock(SourceSpan span, Statement.Block body) : ClassMember(span, isStatic: true, HeightOver(body))
    {
        /// <summary>The statements. A <c>var</c> in them is a binding of this block's scope. Belongs to <see cref="Class.StaticInitializer"/>; holds no <c>return</c>.</summary>
        public Statement.Block Body { get; } = body;
    }
}
