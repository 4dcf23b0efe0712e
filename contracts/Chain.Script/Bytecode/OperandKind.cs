namespace Chain.Script.Bytecode;

/// <summary>What an operand word means, and so what the verifier demands of it.</summary>
public enum OperandKind : byte
{
    /// <summary>A frame slot, below <see cref="FunctionCode.LocalCount"/>.</summary>
    Slot,

    /// <summary>The first of three successive frame slots: an iterator record.</summary>
    Record,

    /// <summary>A constant of the unit, of any kind.</summary>
    Constant,

    /// <summary>A constant of the unit that is a string.</summary>
    Name,

    /// <summary>A nested function of this function.</summary>
    Function,

    /// <summary>A captured cell of the running closure.</summary>
    Capture,

    /// <summary>An inline cache of this function; each is named by one instruction only.</summary>
    Cache,

    /// <summary>A jump target: the word index of a <see cref="Opcode.Gas"/>.</summary>
    Target,

    /// <summary>A count of stack operands.</summary>
    Count,

    /// <summary>A number without further meaning to the verifier, from 0 to the maximum that <see cref="OpcodeInfo"/> names (any for LoadInt and Gas).</summary>
    Number,

    /// <summary>An object template of the unit.</summary>
    Template,

    /// <summary>A cell of the module instance.</summary>
    ModuleCell,
}
