namespace Chain.Script.Ast;

/// <summary>A name that a source uses and does not declare.</summary>
/// <param name="Name">The name.</param>
/// <param name="Start">The offset of its first use.</param>
public readonly record struct GlobalReference(string Name, int Start);
