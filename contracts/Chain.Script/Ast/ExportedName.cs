namespace Chain.Script.Ast;

/// <summary>One <c>local as name</c> of an export list.</summary>
public sealed class ExportedName(SourceSpan span, string localName, string name) : Node(span, 1)
{
    /// <summary>What it is called here.</summary>
    public string LocalName { get; } = localName;

    /// <summary>What it is called outside.</summary>
    public string Name { get; } = name;
}
