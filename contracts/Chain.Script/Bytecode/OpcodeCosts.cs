namespace Chain.Script.Bytecode;

/// <summary>The static cost of each opcode; dynamic costs (lengths, allocation) are charged by the machine as it runs.</summary>
internal static class OpcodeCosts
{
    /// <summary>The cost of one instruction, without counted items.</summary>
    public static int Cost(Opcode opcode) => opcode == Opcode.Gas ? 0 : 1;

    /// <summary>The cost of each counted operand, or of each captured cell.</summary>
    public static int CostPerItem(Opcode opcode) => opcode is Opcode.Gas ? 0 : 1;
}
