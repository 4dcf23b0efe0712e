using Chain.Script.Proof.Attacks;

namespace Chain.Script.Tests.Attacks;

/// <summary>Attacks in the shapes that need no chain: top level, method, a ladder of gas limits (AttackProof says what is checked).</summary>
public class AttackTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("CHAIN_TEST_ALL") == "1";
    private static readonly long Gas = IsLong ? 50_000_000 : 3_000_000;

    public static TheoryData<char> Groups => [.. "ABCDEFG"];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Own_attacks_break_no_rule(char group) => BreakNoRule(AttackCorpus.Own.Where(attack => attack.Group == group));

    [Theory]
    [MemberData(nameof(Groups))]
    public void Attacks_of_the_folder_break_no_rule_where_it_is_there(char group)
    {
        // The folder belongs to the project, not to the repository: without it the own attacks have to do.
        if (Repository.Shared("attacks") is { } folder)
            BreakNoRule(AttackCorpus.OfFolder(folder).Where(attack => attack.Group == group));
    }

    [Fact]
    public void The_host_needs_no_more_memory_than_the_budget_and_64_megabytes()
    {
        (int exitCode, string output) = HostMemory.RunInLittleHeap(Gas, IsLong ? Repository.Shared("attacks") : null);
        Assert.True(exitCode == 0, output);
        Assert.True(output.Split(" MB managed, ").Length > AttackCorpus.Own.Count, output);
    }

    [Fact]
    public void Every_group_has_own_attacks() => Assert.Equal("ABCDEFG", string.Concat(AttackCorpus.Own.Select(attack => attack.Group).Distinct().Order()));

    [Fact]
    public void A_rule_that_is_broken_is_seen()
    {
        // An attack whose outcome its group may not have: the proof itself is not blind.
        AttackVerdict verdict = AttackProof.Run(new AttackCase("E-probe", "throws what group E may not throw", "", "throw new RangeError('x')"), Gas);
        Assert.NotEmpty(verdict.Broken);
    }

    [Fact]
    public void Every_exception_from_what_a_group_expects_names_its_reason() => Assert.All(AttackExpectation.Others, other => Assert.NotEmpty(other.Why));

    private static void BreakNoRule(IEnumerable<AttackCase> attacks)
    {
        string[] broken = [.. attacks.Select(attack => AttackProof.Run(attack, Gas)).SelectMany(verdict => verdict.Broken.Select(rule => $"{verdict.Attack.Id}: {rule}"))];
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }
}
