using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>One name of an import.</summary>
public sealed class ImportedName : Node
{
    internal ImportedName(SourceSpan span, string? name, Pattern.Variable local)
        : base(span, 1)
    {
        Name = name;
        Local = local;
    }

    /// <summary>The exported name (<c>default</c> for the default); <c>null</c> for the namespace (<c>* as local</c>).</summary>
    public string? Name { get; }

    /// <summary>What it is called here.</summary>
    public string LocalName => Local.Name;

    /// <summary>Scope analysis: the constant binding, of kind <see cref="BindingKind.Import"/>.</summary>
    public Binding Binding { get; internal set; } = null!;

    internal Pattern.Variable Local { get; }
}
