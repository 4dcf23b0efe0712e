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
    public void The_specification_shows_the_schedule_of_the_code()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "spec", "gas.md")).ReplaceLineEndings("\n");
        Assert.True(document == ScheduleDocument.Update(document), PinnedFile.VersionRule);
    }

    [Fact]
    public void There_are_several_hundred_scripts() => Assert.True(GoldenCorpus.All.Count >= 300, $"{GoldenCorpus.All.Count} scripts");

    [Fact]
    public void Names_are_unique() => Assert.Equal(GoldenCorpus.All.Count, GoldenCorpus.All.Select(script => script.Name).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Every_opcode_is_pinned() => Assert.Equal("", OpcodeCoverage.Missing(GoldenCorpus.All.Select(script => script.Source)));

    [Fact]
    public void Every_opcode_is_calibrated() =>
        Assert.Equal("", OpcodeCoverage.Missing(OpcodeCases.All.Select(item => $"const n = 8; {item.Setup}\n() => {{ {item.Locals} for (let round = 0; round < 3; round++) {{ {item.Body} }} }}")));
}
