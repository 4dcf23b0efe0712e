using Chain.Script.Proof.Differential;

namespace Chain.Script.Tests.Differential;

/// <summary>Generated programs give the same log here and under Node.js.</summary>
public class DifferentialTests
{
    private static readonly int Programs = Environment.GetEnvironmentVariable("CHAIN_TEST_ALL") == "1" ? 20_000 : 2_000;

    [Fact]
    public void Generated_programs_give_what_Node_gives_where_it_is_installed()
    {
        using NodeProcess? node = NodeProcess.Start();
        if (node is null)
            return;
        IReadOnlyList<Difference> differences = DifferentialProof.Run(node, firstSeed: 0, Programs, differencesMax: 3);
        Assert.True(differences.Count == 0, string.Join('\n', differences.Select(d => $"seed {d.Seed} (./chain fuzz script-differential --seed {d.Seed} --executions 1)\n{d.Program}\n{d.FirstLine}")));
    }

    [Fact]
    public void A_seed_gives_the_same_program_each_time()
    {
        for (ulong seed = 0; seed < 50; seed++)
            Assert.Equal(ProgramGenerator.Generate(seed), ProgramGenerator.Generate(seed));
    }

    [Fact]
    public void Generated_programs_complete_and_say_something()
    {
        string[] logs = [.. Enumerable.Range(0, 200).Select(seed => DifferentialProof.Ours(ProgramGenerator.Generate((ulong)seed)))];
        Assert.DoesNotContain(logs, log => log.StartsWith("THROWN", StringComparison.Ordinal) || log.StartsWith("InternalFault", StringComparison.Ordinal));
        Assert.True(logs.Sum(log => log.Length) > 50_000);
    }
}
