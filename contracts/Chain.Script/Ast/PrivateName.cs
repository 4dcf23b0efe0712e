using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>One use of a private name. <see cref="Name"/> includes the <c>#</c>.</summary>
public sealed class PrivateName(SourceSpan span, string name) : Node(span, 1)
{
    /// <summary>The name, with its <c>#</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Scope analysis: the binding of kind <see cref="BindingKind.PrivateName"/> in the class scope that declares it.</summary>
    public Binding Binding { get; internal set; } = null!;
}
