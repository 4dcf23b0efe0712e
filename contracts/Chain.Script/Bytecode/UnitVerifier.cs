namespace Chain.Script.Bytecode;

/// <summary>Checks code that comes from outside of the compiler, such as a disk cache, before a machine may run it.</summary>
/// <remarks>
/// The machine's loop reads code, slots, constants and stack without checking bounds. What it relies on is proved here, once for each function, by <see cref="FunctionVerifier"/>:
/// every instruction that can be reached is whole, its operands are in range, and the stack depth before it is the same on every way to it and never leaves
/// <c>0 … StackMax</c>. The gas of each block is recomputed, so that a changed file cannot make work cheaper. What the verifier does not prove, the machine tests as it runs:
/// that a slot holds a cell, and the types of internal values on the stack.
/// </remarks>
public static class UnitVerifier
{
    /// <summary>The first fault, or null. Never throws, whatever the code.</summary>
    public static VerifyFault? Verify(ScriptUnit unit)
    {
        foreach (var template in unit.Templates)
        {
            foreach (int name in template)
            {
                if ((uint)name >= (uint)unit.Constants.Length || unit.Constants[name].Kind != ConstantKind.String)
                    return new VerifyFault(VerifyReason.OperandOutOfRange, "", 0);
            }
        }

        foreach (var export in unit.Exports)
        {
            if ((uint)export.Cell >= (uint)unit.ModuleCells.Length)
                return new VerifyFault(VerifyReason.OperandOutOfRange, "", 0);
        }

        if (!unit.Main.Has(FunctionFlags.Main) || unit.Main.ParameterCount != 0 || unit.Main.Captures.Length != 0)
            return new VerifyFault(VerifyReason.BadFrame, unit.Main.Name, 0);

        var pending = new Stack<FunctionCode>();
        pending.Push(unit.Main);
        while (pending.TryPop(out var function))
        {
            if (new FunctionVerifier(unit, function).Verify() is { } fault)
                return fault;
            foreach (var nested in function.Functions)
                pending.Push(nested);
        }

        return null;
    }
}
