namespace Chain.Simulation.Tests;

public sealed class ConsensusSeedTests
{
    [Fact]
    public void Two_hundred_seeds_hold()
    {
        int heights = 0;
        int accused = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            RunResult result = ConsensusRun.Run(seed);
            Assert.True(result.Failure is null, $"{result.Failure?.Message}; replay with: {Replay.Command("consensus", seed)}");
            heights += result.Height;
            accused += result.Accused.Count;
        }
        // A simulator in which nothing happens finds nothing.
        Assert.True(heights > 2_000, $"only {heights} heights were decided");
        Assert.True(accused > 50, $"only {accused} liars were caught");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(31)]
    [InlineData(38)]
    public void A_seed_replays_bit_for_bit_also_when_somebody_looks(ulong seed)
    {
        RunResult first = ConsensusRun.Run(seed);
        RunResult second = ConsensusRun.Run(seed, output: TextWriter.Null);
        Assert.Equal((first.TraceHash, first.Steps, first.Height), (second.TraceHash, second.Steps, second.Height));
        Assert.NotEqual(first.TraceHash, ConsensusRun.Run(seed + 1_000).TraceHash);
    }

    [Fact]
    public void A_third_of_twins_fork_the_chain_and_are_seen()
    {
        string[] rules = [.. Enumerable.Range(0, 120).Select(seed => ConsensusRun.Run((ulong)seed, isTwinsFork: true).Failure?.Rule ?? "none")];
        Assert.Contains("one block a height", rules);
    }

    [Fact]
    public void A_vote_that_is_sent_before_it_is_durable_is_found() =>
        Assert.Contains(Enumerable.Range(0, 80), seed => ConsensusRun.Run((ulong)seed, Mutation.SendBeforePersist).Failure?.Rule == "no conflicting signatures");

    [Fact]
    public void A_quorum_of_exactly_two_thirds_is_found() =>
        Assert.Contains(Enumerable.Range(0, 40), seed => ConsensusRun.Run((ulong)seed, Mutation.QuorumAtTwoThirds).Failure is not null);
}
