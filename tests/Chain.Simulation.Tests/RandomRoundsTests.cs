namespace Chain.Simulation.Tests;

public sealed class RandomRoundsTests
{
    [Fact]
    public void Two_thousand_scenarios_hold()
    {
        var crypto = new Crypto();
        for (ulong seed = 0; seed < 2_000; seed++)
        {
            SimulationFailure? failure = RandomRounds.Run(seed, crypto);
            Assert.True(failure is null, $"{failure?.Message}; replay with: {Replay.Command("rounds", seed)}");
        }
    }

    [Theory]
    [InlineData("QuorumAtTwoThirds", 20)]
    [InlineData("UnlockOnNilPolka", 200)]
    [InlineData("IgnoreLock", 100)]
    [InlineData("PolkaByValidRound", 1000)]
    [InlineData("NoLateValidBlock", 100)]
    [InlineData("ProposerStays", 20)]
    public void A_planted_bug_is_found(string mutation, int seeds)
    {
        var crypto = new Crypto();
        Assert.Contains(Enumerable.Range(0, seeds), seed => RandomRounds.Run((ulong)seed, crypto, Enum.Parse<Mutation>(mutation)) is not null);
    }

    [Fact]
    public void A_third_of_twins_fork_the_chain()
    {
        var crypto = new Crypto();
        Assert.Contains(Enumerable.Range(0, 300), seed => RandomRounds.Run((ulong)seed, crypto, isTwinsFork: true)?.Rule == "one block a height");
    }
}
