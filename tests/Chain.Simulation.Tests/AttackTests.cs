using Chain.Script.Proof.Attacks;

namespace Chain.Simulation.Tests;

/// <summary>Attack scripts as contracts on four validators. Every fifth own one; all, and those of the folder beside the repository, with CHAIN_TEST_ALL=1.</summary>
public sealed class AttackTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("CHAIN_TEST_ALL") == "1";

    [Fact]
    public void Attacks_end_the_same_on_four_validators_and_leave_nothing()
    {
        IReadOnlyList<AttackCase> all = [.. AttackCorpus.Own, .. AttackCorpus.OfFolder(Path.Combine(Root(), "..", "shared", "attacks"))];
        AttackCase[] cases = [.. all.Where((_, place) => IsLong || place % 5 == 0)];

        AttackResult result = AttackRun.Run(cases, strikeGas: IsLong ? 5_000_000UL : 1_500_000UL);

        Assert.True(result.Failure is null, $"{result.Failure?.Message}; replay with: ./chain simulate --scenario attacks");
        Assert.True(result.Contracts > cases.Length / 2 && result.Transactions > 10 * (cases.Length - 20), $"only {result.Contracts} contracts with {result.Transactions} transactions of {cases.Length} scripts");
        Assert.Contains("OutOfGas", result.Endings.Values);
        Assert.Contains("TooDeep", result.Endings.Values);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Chain.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
