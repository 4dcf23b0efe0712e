using Chain.Script.Bytecode;

namespace Chain.Script.Execution;

/// <summary>
/// What the loop does for some sequences of canonical instructions at once. A fused instruction stands in the word of the first one; the words behind it stay as they are,
/// so operands are read where they always were, and every index into the code keeps its meaning. The names say the sequence: L is LoadLocal, I is LoadInt, S is StoreLocal.
/// </summary>
/// <remarks>
/// Each has a fast way for the common kinds of operands that calls nothing, throws nothing and charges what the canonical instructions charge (nothing: their block did).
/// In any other case the loop goes on with the first canonical instruction alone.
/// </remarks>
internal enum FusedOpcode
{
    /// <summary>Before the first fused instruction: as many as there are canonical ones.</summary>
    First = Opcode.YieldDelegate + 1,

    /// <summary>Less, JumpIfFalse.</summary>
    LessJumpIfFalse = First,

    /// <summary>Less, JumpIfTrue.</summary>
    LessJumpIfTrue,

    /// <summary>LessEqual, JumpIfFalse.</summary>
    LessEqualJumpIfFalse,

    /// <summary>LessEqual, JumpIfTrue.</summary>
    LessEqualJumpIfTrue,

    /// <summary>Greater, JumpIfFalse.</summary>
    GreaterJumpIfFalse,

    /// <summary>Greater, JumpIfTrue.</summary>
    GreaterJumpIfTrue,

    /// <summary>GreaterEqual, JumpIfFalse.</summary>
    GreaterEqualJumpIfFalse,

    /// <summary>GreaterEqual, JumpIfTrue.</summary>
    GreaterEqualJumpIfTrue,

    /// <summary>StrictEqual, JumpIfFalse.</summary>
    EqualJumpIfFalse,

    /// <summary>StrictEqual, JumpIfTrue.</summary>
    EqualJumpIfTrue,

    /// <summary>StrictNotEqual, JumpIfFalse.</summary>
    NotEqualJumpIfFalse,

    /// <summary>LoadLocal, LoadInt, Less, JumpIfFalse.</summary>
    LILessJumpIfFalse,

    /// <summary>LoadLocal, LoadInt, Less, JumpIfTrue.</summary>
    LILessJumpIfTrue,

    /// <summary>LoadLocal, LoadLocal, Less, JumpIfFalse.</summary>
    LLLessJumpIfFalse,

    /// <summary>LoadLocal, LoadLocal, Less, JumpIfTrue.</summary>
    LLLessJumpIfTrue,

    /// <summary>LoadLocal, Inc, StoreLocal of the same slot.</summary>
    LIncS,

    /// <summary>LoadLocal, LoadInt, Add.</summary>
    LIAdd,

    /// <summary>LoadLocal, LoadInt, Sub.</summary>
    LISub,

    /// <summary>LoadLocal, LoadInt, Mul.</summary>
    LIMul,

    /// <summary>LoadLocal, LoadLocal, Add.</summary>
    LLAdd,

    /// <summary>LoadLocal, LoadLocal, Sub.</summary>
    LLSub,

    /// <summary>LoadLocal, LoadLocal, Mul.</summary>
    LLMul,

    /// <summary>LoadLocal, LoadLocal, GetElement.</summary>
    LLGetElement,

    /// <summary>LoadLocal, LoadLocal.</summary>
    LL,

    /// <summary>LoadLocal, Add.</summary>
    LAdd,

    /// <summary>LoadLocal, Sub.</summary>
    LSub,

    /// <summary>LoadLocal, Mul.</summary>
    LMul,

    /// <summary>LoadLocal, GetNamed.</summary>
    LGetNamed,

    /// <summary>LoadThis, GetNamed.</summary>
    ThisGetNamed,

    /// <summary>LoadInt, Add.</summary>
    IAdd,

    /// <summary>LoadInt, Sub.</summary>
    ISub,

    /// <summary>LoadInt, Mul.</summary>
    IMul,

    /// <summary>LoadInt, BitAnd.</summary>
    IBitAnd,

    /// <summary>Add, StoreLocal.</summary>
    AddS,

    /// <summary>LoadCaptured, LoadUndefined.</summary>
    CapturedUndefined,

    /// <summary>StoreLocal, LoadLocal of the same slot.</summary>
    SL,
}
