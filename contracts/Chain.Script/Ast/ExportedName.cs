namespace Chain.Script.Ast;

/// <summary>One <c>local as name</c> of an export list.</summary>
public sealed class ExportedName : Node
{
    internal ExportedName(SourceSpan span, Pattern.Variable local, string name)
        : base(span, 1)
    {
        Local = local;
        Name = name;
    }

    /// <summary>What it is called here.</summary>
    public string LocalName => Local.Name;

    /// <summary>What it is called outside.</summary>
    public string Name { get; }

    internal Pattern.Variable Local { get; }
}
