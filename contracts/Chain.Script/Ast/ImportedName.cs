using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>One name of an import.</summary>
/// <param name="span">Where it is.</param>
/// <param name="name">What is imported, see <see cref="Name"/>.</param>
/// <param name="localName">What it is called here.</param>
public sealed class ImportedName(SourceSpan span, string? name, string localName) : Node(span, 1)
{
    /// <summary>The exported name (<c>default</c> for the default); <c>null</c> for the namespace (<c>* as local</c>).</summary>
    public string? Name { get; } = name;

    /// <summary>What it is called here.</summary>
    public string LocalName { get; } = localName;

    /// <summary>Scope analysis: the immutable binding, of kind <see cref="BindingKind.Import"/>.</summary>
    public Binding Binding { get; internal set; } = null!;
}
