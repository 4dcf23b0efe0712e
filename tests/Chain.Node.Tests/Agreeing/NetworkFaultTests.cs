using Chain.Node.Tests.Support;
using Chain.Types;

namespace Chain.Node.Tests.Agreeing;

public sealed class NetworkFaultTests
{
    [Fact]
    public void Two_of_four_stopped_stop_blocks_and_one_of_them_resumes_them()
    {
        using TestWorld world = TestWorld.WithValidators(4, 11);
        world.StartAll();
        world.RunToHeight(3);
        world.Nodes[1].Crash();
        world.Nodes[2].Crash();
        world.Run(2_000);
        ulong height = world.Nodes[0].Height;
        world.Nodes[0].Submit(world.Chain.Transfer(0, 1, 0));
        world.Run(30_000);
        Assert.InRange(world.Nodes[0].Height, height, height + 1);
        height = world.Nodes[0].Height;
        world.Nodes[1].Start();
        Assert.True(world.RunUntil(() => world.Nodes[0].Height > height + 1, 15_000));
        world.RequireAgreement();
    }

    [Theory]
    [InlineData(50)]
    [InlineData(300)]
    public void Lost_messages_delay_blocks_and_do_no_more(int lossPerThousand)
    {
        using TestWorld world = TestWorld.WithValidators(4, (ulong)lossPerThousand);
        world.LossPerThousand = lossPerThousand;
        world.StartAll();
        for (ulong i = 0; i < 10; i++)
        {
            world.Nodes[(int)(i % 4)].Submit(world.Chain.Transfer((int)i, 12, 0));
            world.Run(500);
        }
        Assert.True(world.RunUntil(() => world.Nodes.All(node => node.Executed.Sum(block => block.Block.Transactions.Count) == 10), 300_000));
        world.RequireAgreement();
    }

    [Fact]
    public void A_follower_without_a_key_has_the_same_chain()
    {
        using TestWorld world = TestWorld.WithValidators(4, 5);
        TestNode follower = world.AddNode(null);
        world.StartAll();
        world.Nodes[0].Submit(world.Chain.Transfer(0, 1, 0));
        Assert.True(world.RunUntil(() => follower.Executed.Any(block => block.Block.Transactions.Count == 1)));
        world.RequireAgreement();
    }

    [Fact]
    public void A_node_with_another_key_than_its_validator_is_registered_with_does_not_count_itself()
    {
        using TestWorld world = TestWorld.WithValidators(4, 5);
        TestNode stray = world.Nodes[3];
        stray.OtherKey = TestChain.Key(9, 0);
        world.StartAll();
        Assert.True(world.RunToHeight(6));
        Assert.DoesNotContain(stray.SentVotes, vote => vote.Validator == world.Chain.OperatorOf(3));
        Assert.Empty(world.Nodes[0].Disconnects);
        world.Nodes[2].Crash();
        ulong height = world.Nodes.Max(node => node.Height);
        world.Nodes[0].Submit(world.Chain.Transfer(0, 1, 0));
        world.Run(20_000);
        Assert.InRange(stray.Height, 0ul, height + 1);
        Assert.All(stray.Executed, block => Assert.Equal(CommitCheck.Valid, block.Commit.Verify(block.Validators, world.Chain.Genesis.Hash)));
        world.RequireAgreement();
        stray.Crash();
        stray.Start();
        Assert.True(stray.IsRunning);
    }

    [Fact]
    public void A_partition_heals_without_a_fork()
    {
        using TestWorld world = TestWorld.WithValidators(4, 13);
        world.StartAll();
        world.RunToHeight(3);
        foreach ((int, int) pair in ((int, int)[])[(0, 2), (0, 3), (1, 2), (1, 3)])
            world.Cut.Add(pair);
        world.Nodes[0].Submit(world.Chain.Transfer(0, 1, 0));
        world.Run(20_000);
        world.Cut.Clear();
        Assert.True(world.RunUntil(() => world.Nodes.All(node => node.Executed.Any(block => block.Block.Transactions.Count == 1)), 60_000));
        world.RequireAgreement();
    }

    [Fact]
    public void The_interval_between_blocks_is_kept_under_load()
    {
        using TestWorld world = TestWorld.WithValidators(4, 17);
        world.StartAll();
        world.RunToHeight(3);
        for (ulong i = 0; i < 40; i++)
        {
            world.Nodes[0].Submit(world.Chain.Transfer((int)(i % 8), 9, i / 8));
            world.Run(100);
        }
        ulong[] times = [.. world.Nodes[1].Executed.Select(block => block.Block.Header.TimeMs)];
        Assert.All(Enumerable.Range(1, times.Length - 1), i => Assert.True(times[i] - times[i - 1] >= 395, $"{times[i] - times[i - 1]} ms between two blocks"));
        Assert.True(times.Length > 10);
    }
}
