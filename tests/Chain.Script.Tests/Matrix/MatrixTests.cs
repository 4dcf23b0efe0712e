using Chain.Script.Proof.Matrix;

namespace Chain.Script.Tests.Matrix;

/// <summary>
/// The same bytes under every setting of the machine: a child process a setting prints one digest a case. A sample of cases and settings here; all of
/// both with CHAIN_TEST_ALL=1.
/// </summary>
public class MatrixTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("CHAIN_TEST_ALL") == "1";
    private static readonly int OneIn = IsLong ? 1 : 12;
    private static readonly string? Attacks = Repository.Shared("attacks");
    private static readonly Lazy<IReadOnlyList<string>> Ordinary = new(() => MatrixProcess.Run(MatrixSetting.All[0], OneIn, Attacks));

    public static TheoryData<string> Settings => [.. MatrixSetting.All.Skip(1).Where(setting => IsLong || setting.Name is "Turkish" or "one tier of compilation" or "no hardware intrinsics" or "server garbage collection").Select(setting => setting.Name)];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_case_gives_the_same_bytes(string name)
    {
        MatrixSetting setting = MatrixSetting.All.Single(setting => setting.Name == name);
        IReadOnlyList<string> lines = MatrixProcess.Run(setting, OneIn, Attacks);
        Assert.True(Ordinary.Value.Count > 40, "the corpus is nearly empty");
        Assert.Equal(Ordinary.Value, lines);
    }

    [Fact]
    public void A_process_gives_what_this_process_gives() =>
        Assert.Equal(Ordinary.Value, MatrixCorpus.Lines(OneIn, Attacks).Select(line => line.ReplaceLineEndings(" ")));
}
