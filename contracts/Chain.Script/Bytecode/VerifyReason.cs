namespace Chain.Script.Bytecode;

/// <summary>Why code is not accepted.</summary>
public enum VerifyReason
{
    /// <summary>A word that should be an opcode is none, or its operands reach beyond the code.</summary>
    NoInstruction,

    /// <summary>An operand is outside of what its kind allows.</summary>
    OperandOutOfRange,

    /// <summary>A jump goes to a place that is not the beginning of a block.</summary>
    BadTarget,

    /// <summary>A block does not begin with Gas.</summary>
    GasMisplaced,

    /// <summary>Gas charges another sum than the costs of its block.</summary>
    GasWrong,

    /// <summary>An instruction takes more operands than there are.</summary>
    StackUnderflow,

    /// <summary>The stack grows beyond StackMax.</summary>
    StackOverflow,

    /// <summary>Two ways lead to one instruction with different stacks, or on different sides of the initial yield.</summary>
    StackMismatch,

    /// <summary>Control can run over the end of the code.</summary>
    RunsOverEnd,

    /// <summary>A handler's range or depth does not fit the code.</summary>
    BadHandler,

    /// <summary>The numbers that describe the function contradict each other or pass a limit.</summary>
    BadFrame,

    /// <summary>An instruction does not fit the kind of its function.</summary>
    WrongKind,
}
