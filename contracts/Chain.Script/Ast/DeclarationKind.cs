namespace Chain.Script.Ast;

/// <summary>How variables are declared.</summary>
public enum DeclarationKind
{
    Var,
    Let,
    Const,
}
