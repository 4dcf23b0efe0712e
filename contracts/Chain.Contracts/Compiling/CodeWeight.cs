using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Contracts;

/// <summary>
/// What making a code ready takes, in gas, counted and not measured: it is charged whether a node has to compile the source or has it ready. The figures are fitted to
/// sources made to be slow to compile (<c>chain-bench micro contracts-runtime</c>), which take up to 8 ns a gas; ordinary ones take 2 to 3.
/// </summary>
internal static class CodeWeight
{
    private const long SourceByte = 2;
    private const long Token = 20;
    private const long Function = 540;
    private const long CodeByte = 4;

    internal static long Of(int sourceBytes, SourceUnit source, ScriptUnit unit) =>
        (SourceByte * sourceBytes) + (Token * source.Tokens) + (Function * source.Functions.Length) + (CodeByte * UnitEncoding.ToBytes(unit).Length);
}
