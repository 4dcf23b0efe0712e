using Chain.Script.Ast;

namespace Chain.Script.Lexing;

/// <summary>What the kinds of tokens mean to the parser.</summary>
internal static class TokenKinds
{
    /// <summary>The precedence of relational operators, <c>in</c> among them.</summary>
    public const int Relational = 8;

    /// <summary>Whether it is a word of any kind: such a token can be a property name.</summary>
    public static bool IsWord(this TokenKind kind) => kind is >= TokenKind.Identifier and <= TokenKind.EscapedKeyword;

    /// <summary>Whether it can be an identifier in strict code (<c>await</c> not everywhere).</summary>
    public static bool IsIdentifier(this TokenKind kind) => kind is >= TokenKind.Identifier and <= TokenKind.Using;

    /// <summary>Whether it is reserved in strict code.</summary>
    public static bool IsReserved(this TokenKind kind) => kind is >= TokenKind.Implements and <= TokenKind.With;

    /// <summary>Whether it assigns, <c>=</c> included.</summary>
    public static bool IsAssignment(this TokenKind kind) => kind is >= TokenKind.Assign and <= TokenKind.AssignStarStar;

    /// <summary>How strongly a binary operator binds, from 1 up; 0 for everything else. <c>**</c> is not among them: it groups to the right.</summary>
    public static int Precedence(this TokenKind kind) => kind switch
    {
        TokenKind.Coalesce => 1,
        TokenKind.Or => 2,
        TokenKind.And => 3,
        TokenKind.BitOr => 4,
        TokenKind.BitXor => 5,
        TokenKind.BitAnd => 6,
        TokenKind.Equal or TokenKind.NotEqual or TokenKind.StrictEqual or TokenKind.StrictNotEqual => 7,
        TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual or TokenKind.In or TokenKind.InstanceOf => Relational,
        TokenKind.ShiftLeft or TokenKind.ShiftRight or TokenKind.ShiftRightUnsigned => 9,
        TokenKind.Plus or TokenKind.Minus => 10,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 11,
        _ => 0,
    };

    /// <summary>The operator of a binary operator token other than the logical ones.</summary>
    public static BinaryOperator ToBinary(this TokenKind kind) => kind switch
    {
        TokenKind.BitOr => BinaryOperator.BitOr,
        TokenKind.BitXor => BinaryOperator.BitXor,
        TokenKind.BitAnd => BinaryOperator.BitAnd,
        TokenKind.Equal => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.StrictEqual => BinaryOperator.StrictEqual,
        TokenKind.StrictNotEqual => BinaryOperator.StrictNotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        TokenKind.In => BinaryOperator.In,
        TokenKind.InstanceOf => BinaryOperator.InstanceOf,
        TokenKind.ShiftLeft => BinaryOperator.ShiftLeft,
        TokenKind.ShiftRight => BinaryOperator.ShiftRight,
        TokenKind.ShiftRightUnsigned => BinaryOperator.ShiftRightUnsigned,
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Remainder,
        TokenKind.StarStar => BinaryOperator.Exponent,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The binary operator inside a compound assignment token other than the logical ones.</summary>
    public static BinaryOperator ToCompound(this TokenKind kind) => kind switch
    {
        TokenKind.AssignBitOr => BinaryOperator.BitOr,
        TokenKind.AssignBitXor => BinaryOperator.BitXor,
        TokenKind.AssignBitAnd => BinaryOperator.BitAnd,
        TokenKind.AssignShiftLeft => BinaryOperator.ShiftLeft,
        TokenKind.AssignShiftRight => BinaryOperator.ShiftRight,
        TokenKind.AssignShiftRightUnsigned => BinaryOperator.ShiftRightUnsigned,
        TokenKind.AssignPlus => BinaryOperator.Add,
        TokenKind.AssignMinus => BinaryOperator.Subtract,
        TokenKind.AssignStar => BinaryOperator.Multiply,
        TokenKind.AssignSlash => BinaryOperator.Divide,
        TokenKind.AssignPercent => BinaryOperator.Remainder,
        TokenKind.AssignStarStar => BinaryOperator.Exponent,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
