namespace Chain.Script.Ast;

/// <summary>One <c>test ? value :</c> of a conditional chain.</summary>
public readonly record struct ConditionalBranch(Expression Test, Expression Value);
