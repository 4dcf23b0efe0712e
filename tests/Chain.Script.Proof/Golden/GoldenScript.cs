namespace Chain.Script.Proof.Golden;

/// <summary>A script whose gas is pinned.</summary>
public sealed record GoldenScript(string Name, string Source)
{
    private const long GasMax = 5_000_000;

    /// <summary>The line of the pinned file: gas, memory, digest of the outcome, digest of the canonical bytecode, name.</summary>
    public string Pin()
    {
        Compiling.CompileResult compiled = Compiling.ScriptCompiler.Compile(Source);
        CaseOutcome outcome = Engine.Run(compiled, GasMax);
        string code = compiled.IsOk ? Convert.ToHexStringLower(Bytecode.UnitEncoding.Hash(compiled.Unit))[..16] : "-";
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{outcome.Gas,9} {outcome.Memory,9} {outcome.Digest} {code,16} {Name}");
    }
}
