using Chain.Node.Face;
using Chain.Node.Tests.Support;
using Chain.Types;

namespace Chain.Node.Tests;

public sealed class DriverTests
{
    [Fact]
    public void A_single_validator_puts_a_submitted_transfer_into_a_block()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        TestNode node = world.Nodes[0];
        Transaction transfer = world.Chain.Transfer(0, 1, 0);
        Assert.Equal(SubmitOutcome.Pooled, node.Submit(transfer).Outcome);
        Assert.True(world.RunUntil(() => node.Executed.Any(block => block.Block.Transactions.Any(item => item.Id == transfer.Id))));
    }

    [Fact]
    public void Four_validators_agree_on_what_one_of_them_was_sent()
    {
        using TestWorld world = TestWorld.WithValidators(4);
        world.StartAll();
        world.Run(500);
        var transfers = new List<Transaction>();
        for (ulong i = 0; i < 40; i++)
            transfers.Add(world.Chain.Transfer((int)(i % 8), 9, i / 8));
        Assert.All(world.Nodes[2].Submit(transfers), result => Assert.Equal(SubmitOutcome.Pooled, result.Outcome));
        Assert.True(world.RunUntil(() => world.Nodes.All(node => node.Executed.Sum(block => block.Block.Transactions.Count) == 40)));
        world.RequireAgreement();
    }

    [Fact]
    public void A_chain_whose_genesis_lies_ahead_is_waited_for_and_begins_in_its_time()
    {
        using var world = new TestWorld(new TestChain(4), beginsMs: -3_600_000);
        for (int i = 0; i < 4; i++)
            world.AddNode(i);
        world.StartAll();
        Transaction transfer = world.Chain.Transfer(0, 1, 0);
        Assert.Equal(SubmitOutcome.Pooled, world.Nodes[0].Submit(transfer).Outcome);
        world.Run(3_599_000);
        Assert.All(world.Nodes, node => Assert.Equal((true, 0UL), (node.IsRunning, node.Height)));
        Assert.True(world.RunUntil(() => world.Nodes.All(node => node.Executed.Any(block => block.Block.Transactions.Any(item => item.Id == transfer.Id)))));
        Assert.All(world.Nodes[0].Executed, block => Assert.True(block.Block.Header.TimeMs > world.Chain.Genesis.TimeMs));
        world.RequireAgreement();
    }
}
