namespace Chain.Simulation.Tests;

public sealed class NodeSeedTests
{
    [Fact]
    public void Sixty_seeds_of_whole_nodes_hold()
    {
        long heights = 0;
        int transactions = 0;
        int accusations = 0;
        (int Contracts, int Successes, int Failures) calls = default;
        for (ulong seed = 0; seed < 60; seed++)
        {
            NodeResult result = NodeRun.Run(seed);
            Assert.True(result.Failure is null, $"{result.Failure?.Message}; replay with: {Replay.Command("nodes", seed)}");
            heights += (long)result.Height;
            transactions += result.Transactions;
            accusations += result.Evidence;
            calls = (calls.Contracts + result.Contracts.Contracts, calls.Successes + result.Contracts.Successes, calls.Failures + result.Contracts.Failures);
        }
        Assert.True(heights > 300 && transactions > 4_000, $"only {heights} heights with {transactions} transactions");
        Assert.True(accusations > 0, "no twin was accused in a block");
        Assert.True(calls.Contracts > 60 && calls.Successes > 400 && calls.Failures > 100, $"only {calls} of contracts");
    }

    // Each of these broke a node once: a height taken by sync while consensus had it open; a late answer to a sync request taken for a lie.
    [Theory]
    [InlineData(91)]
    [InlineData(128)]
    [InlineData(148)]
    [InlineData(499)]
    [InlineData(546)]
    public void A_seed_that_broke_a_node_once_holds(ulong seed)
    {
        SimulationFailure? failure = NodeRun.Run(seed).Failure;
        Assert.True(failure is null, $"{failure?.Message}; replay with: {Replay.Command("nodes", seed)}");
    }

    [Fact]
    public void A_seed_replays_bit_for_bit()
    {
        NodeResult first = NodeRun.Run(7);
        NodeResult second = NodeRun.Run(7, TextWriter.Null);
        Assert.Equal((first.TraceHash, first.Steps, first.Height, first.Transactions), (second.TraceHash, second.Steps, second.Height, second.Transactions));
    }
}
