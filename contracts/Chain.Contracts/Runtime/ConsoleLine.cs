using Chain.Primitives;

namespace Chain.Contracts;

/// <summary>What a contract printed, in an author's tools.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="ClassName">The name of its class.</param>
/// <param name="Line">The line of the source, from 1.</param>
/// <param name="Text">The text.</param>
public sealed record ConsoleLine(Address Contract, string ClassName, int Line, string Text);
