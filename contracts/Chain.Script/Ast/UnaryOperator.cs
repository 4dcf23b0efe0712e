namespace Chain.Script.Ast;

/// <summary>The prefix operators, without <c>++</c> and <c>--</c>.</summary>
public enum UnaryOperator
{
    Minus,
    Plus,
    Not,
    BitNot,
    TypeOf,
    Void,
    Delete,
}
