namespace Chain.Script.Ast;

/// <summary>One <c>if (test) body</c> of a chain of <c>else if</c>.</summary>
/// <param name="Start">The offset of its <c>if</c>.</param>
/// <param name="Test">The condition.</param>
/// <param name="Body">What runs when it holds.</param>
public readonly record struct IfBranch(int Start, Expression Test, Statement Body);
