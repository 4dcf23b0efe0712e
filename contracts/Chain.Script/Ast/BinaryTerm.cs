namespace Chain.Script.Ast;

/// <summary>One more operator and operand of a chain of equal precedence.</summary>
/// <param name="Operator">What is done.</param>
/// <param name="OperatorStart">The offset of the operator: the position of errors that it throws.</param>
/// <param name="Operand">The right operand.</param>
public readonly record struct BinaryTerm(BinaryOperator Operator, int OperatorStart, Expression Operand);
