using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Proof.Calibration;
using Chain.Script.Proof.Golden;

namespace Chain.Script.Tests.Golden;

/// <summary>Gas, memory, results and canonical bytecode of several hundred scripts are pinned: they are part of the protocol.</summary>
public class GoldenTests
{
    [Fact]
    public void Gas_and_results_are_what_they_were()
    {
        using Stream stream = typeof(GoldenTests).Assembly.GetManifestResourceStream("pinned.txt")!;
        using var reader = new StreamReader(stream);
        IReadOnlyList<string> differences = PinnedFile.Differences(reader.ReadToEnd());
        Assert.True(differences.Count == 0, $"{PinnedFile.VersionRule}\n{string.Join('\n', differences.Take(40))}");
    }

    [Fact]
    public void There_are_several_hundred_scripts() => Assert.True(GoldenCorpus.All.Count >= 300, $"{GoldenCorpus.All.Count} scripts");

    [Fact]
    public void Names_are_unique() => Assert.Equal(GoldenCorpus.All.Count, GoldenCorpus.All.Select(script => script.Name).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Every_opcode_is_pinned() => Assert.Equal("", string.Join(", ", Unused(GoldenCorpus.All.Select(script => script.Source))));

    [Fact]
    public void Every_opcode_is_calibrated() =>
        Assert.Equal("", string.Join(", ", Unused(OpcodeCases.All.Select(item => $"const n = 8; {item.Setup}\n() => {{ {item.Locals} for (let round = 0; round < 3; round++) {{ {item.Body} }} }}"))));

    // Cells of modules are only used by modules, which have hosts and are proved elsewhere.
    private static IEnumerable<Opcode> Unused(IEnumerable<string> sources)
    {
        HashSet<Opcode> used = [Opcode.LoadModuleCell];
        foreach (string source in sources)
        {
            if (ScriptCompiler.Compile(source) is { IsOk: true } compiled)
                Walk(compiled.Unit.Main, used);
        }
        return Enum.GetValues<Opcode>().Except(used);
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
