using Chain.Script.Metering;

namespace Chain.Script.Bytecode;

/// <summary>
/// What one canonical instruction adds to the <see cref="Opcode.Gas"/> of its block: its cost, and for those with a count or a long name a cost by size.
/// Compiler and verifier sum the same.
/// </summary>
internal static class BlockGas
{
    /// <summary>Names up to here are compared at no extra cost.</summary>
    private const int NameUnitsPerGas = 16;

    /// <summary>The cost of an instruction without its captures.</summary>
    /// <param name="info">The opcode.</param>
    /// <param name="operands">Its operand words.</param>
    /// <param name="nameUnits">The length of the string that a Name operand stands for, else 0.</param>
    /// <param name="captures">How many cells the function of a Function operand captures, else 0.</param>
    public static long Of(OpcodeInfo info, ReadOnlySpan<int> operands, int nameUnits, int captures)
    {
        long cost = GasTable.Cost(info.Opcode);
        int count = info.CountIndex;
        if (count >= 0)
            cost += (long)GasTable.CostPerItem(info.Opcode) * operands[count];
        return cost + (long)GasTable.CostPerItem(info.Opcode) * captures + nameUnits / NameUnitsPerGas;
    }
}
