using Chain.Script.Bytecode;
using Chain.Script.Compiling;

namespace Chain.Script.Proof.Calibration;

/// <summary>Which opcodes some sources compile to.</summary>
public static class OpcodeCoverage
{
    /// <summary>The opcodes that none of the sources uses, as one text. Cells of modules are for modules only, and those have hosts.</summary>
    public static string Missing(IEnumerable<string> sources)
    {
        HashSet<Opcode> used = [Opcode.LoadModuleCell];
        foreach (string source in sources)
        {
            if (ScriptCompiler.Compile(source) is { IsOk: true } compiled)
                Walk(compiled.Unit.Main, used);
        }
        return string.Join(", ", Enum.GetValues<Opcode>().Except(used));
    }

    private static void Walk(FunctionCode function, HashSet<Opcode> used)
    {
        for (int word = 0; word < function.Code.Length;)
        {
            var opcode = (Opcode)function.Code[word];
            used.Add(opcode);
            word += OpcodeInfo.Of(opcode).Length;
        }
        foreach (FunctionCode nested in function.Functions)
            Walk(nested, used);
    }
}
