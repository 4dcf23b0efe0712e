namespace Chain.Script.Ast;

/// <summary>The operators that evaluate the right operand only sometimes.</summary>
public enum LogicalOperator
{
    And,
    Or,
    Coalesce,
}
