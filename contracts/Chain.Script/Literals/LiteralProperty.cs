namespace Chain.Script.Literals;

/// <summary>A property of a <see cref="Literal.Object"/>.</summary>
/// <param name="Name">The key: a name or a string in the source.</param>
/// <param name="KeySpan">Where the key is.</param>
/// <param name="Value">The value.</param>
public sealed record LiteralProperty(string Name, SourceSpan KeySpan, Literal Value);
