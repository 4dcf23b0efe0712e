namespace Chain.Fuzz.Tests;

public class FuzzTests
{
    private const long Executions = 100_000;

    public static TheoryData<string> Names => new(Targets.All.Select(target => target.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_escapes(string name)
    {
        FuzzFailure? failure = Fuzzer.Run(Target(name), seed: 20_260_101, Executions / Target(name).Weight);
        Assert.True(failure is null, failure is null ? "" : $"execution {failure.Execution}: {Convert.ToHexString(failure.Input)}\n{failure.Error}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Good_inputs_are_good(string name)
    {
        foreach (byte[] input in Target(name).Corpus)
            Assert.Null(Fuzzer.RunOne(Target(name), input));
    }

    [Fact]
    public void Inputs_that_escaped_once_do_not_escape_again()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "regressions");
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.bin") : [];
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            FuzzTarget target = Targets.All.OrderByDescending(t => t.Name.Length).First(t => name.StartsWith(t.Name + "-", StringComparison.Ordinal));
            Assert.True(Fuzzer.RunOne(target, File.ReadAllBytes(file)) is null, $"{name} escapes again");
        }
    }

    [Fact]
    public void A_broken_target_is_found()
    {
        var broken = new FuzzTarget("broken", [new byte[] { 1, 2, 3 }], input => ArgumentOutOfRangeException.ThrowIfEqual(input.Length > 3 && input[1] == 0x80, true));
        Assert.NotNull(Fuzzer.Run(broken, 1, Executions));
    }

    [Fact]
    public void The_same_seed_gives_the_same_inputs()
    {
        byte[][] corpus = [[1, 2, 3, 4]];
        var one = new Mutator(new FuzzRandom(7), corpus);
        var other = new Mutator(new FuzzRandom(7), corpus);
        for (int i = 0; i < 1_000; i++)
            Assert.Equal(one.Next(), other.Next());
    }

    private static FuzzTarget Target(string name) => Targets.All.Single(target => target.Name == name);
}
