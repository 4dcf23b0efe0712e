using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;

namespace Chain.Script.Tests.Language;

/// <summary>All programs but those about when keys are converted give the same in Node.js.</summary>
public sealed class LanguageTests
{
    public static TheoryData<string> Names => [.. LanguageCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_gives_its_value(string name)
    {
        var (source, expected) = LanguageCases.All[name];
        var compiled = ScriptCompiler.Compile(source);
        Assert.True(compiled.IsOk, compiled.Error?.ToString());
        var machine = new Machine(new MachineOptions { GasLimit = 10_000_000 });
        var result = machine.Run(compiled.Unit);
        Assert.True(result.IsCompleted, $"{result.Status} {result.Error} {result.Fault}");
        Assert.Equal(expected, Conversions.ToString(machine, result.Value).Flat(machine.Meter));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_compiles_to_verified_code(string name)
    {
        var result = ScriptCompiler.Compile(LanguageCases.All[name].Source);
        Assert.True(result.IsOk, result.Error?.ToString());
        Assert.Null(UnitVerifier.Verify(result.Unit));
    }
}
