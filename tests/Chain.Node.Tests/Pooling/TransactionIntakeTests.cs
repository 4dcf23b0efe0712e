using Chain.Network;
using Chain.Node.Face;
using Chain.Node.Tests.Support;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Tests.Pooling;

public sealed class TransactionIntakeTests
{
    [Fact]
    public void Bytes_that_are_no_transaction_are_refused_each_with_its_place_in_the_answer()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        Transaction good = world.Chain.Transfer(0, 1, 0);
        IReadOnlyList<SubmitResult> results = world.Nodes[0].SubmitBytes([ReadOnlyMemory<byte>.Empty, new byte[] { 1 }, good.Encoded, new byte[ProtocolLimits.TransactionBytesMax + 1]]);
        Assert.Equal([SubmitOutcome.Refused, SubmitOutcome.Refused, SubmitOutcome.Pooled, SubmitOutcome.Refused], results.Select(result => result.Outcome));
        Assert.Equal("Malformed", results[0].Code);
    }

    [Fact]
    public void A_long_lane_is_admitted_whole_however_the_checks_are_batched()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        Transaction[] lane = [.. Enumerable.Range(0, 1_000).Select(i => world.Chain.Transfer(0, 1, (ulong)i))];
        Assert.All(world.Nodes[0].Submit(lane), result => Assert.Equal(SubmitOutcome.Pooled, result.Outcome));
        Assert.True(world.RunUntil(() => world.Nodes[0].Executed.Sum(block => block.Block.Transactions.Count) == 1_000));
    }

    [Fact]
    public void The_same_transaction_twice_is_pooled_once_and_known_after_its_block()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        TestNode node = world.Nodes[0];
        Transaction transfer = world.Chain.Transfer(0, 1, 0);
        Assert.Equal([SubmitOutcome.Pooled, SubmitOutcome.AlreadyPooled], node.Submit([transfer, transfer]).Select(result => result.Outcome));
        Assert.True(world.RunUntil(() => node.Executed.Any(block => block.Block.Transactions.Count > 0)));
        Assert.Equal(SubmitOutcome.AlreadyIncluded, node.Submit(transfer).Outcome);
    }

    [Fact]
    public void A_signature_by_another_key_is_refused()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        Transaction transfer = world.Chain.Transfer(0, 1, 0);
        Transaction forged = transfer.Body.Sign(world.Chain.AccountKeys[0].GetPublicKey(), world.Chain.AccountKeys[1].Sign(transfer.SigningDigest));
        Assert.Equal("SignatureWrong", world.Nodes[0].Submit(forged).Code);
    }

    [Fact]
    public void A_peer_pays_for_a_bad_signature_but_not_for_a_transaction_that_is_merely_late()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        TestNode node = world.Nodes[0];
        var peer = new HostilePeer(world, node);
        Transaction transfer = world.Chain.Transfer(0, 1, 5_000);
        Say(peer, transfer);
        Assert.Equal(0, peer.Penalty);
        Say(peer, transfer.Body.Sign(world.Chain.AccountKeys[0].GetPublicKey(), world.Chain.AccountKeys[1].Sign(transfer.SigningDigest)));
        Assert.Equal(25, peer.Penalty);
    }

    [Fact]
    public void An_announced_transaction_is_asked_for_once()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        TestNode node = world.Nodes[0];
        var one = new HostilePeer(world, node);
        var other = new HostilePeer(world, node, 201);
        int asked = 0;
        node.Sniff = (_, channel, payload) => asked += channel == PeerChannel.Transactions && TransactionsMessage.Parser.ParseFrom(payload.Span).Request is not null ? 1 : 0;
        Transaction transfer = world.Chain.Transfer(0, 1, 0);
        var announcement = new TransactionsMessage { Announce = new TransactionIds { Ids = ByteString.CopyFrom(transfer.Id.Value.Span) } };
        for (int i = 0; i < 10; i++)
        {
            one.Say(announcement);
            other.Say(announcement);
        }
        Assert.Equal(1, asked);
        Say(one, transfer);
        Assert.True(world.RunUntil(() => node.Executed.Any(block => block.Block.Transactions.Count == 1)));
    }

    [Fact]
    public void A_flood_of_announcements_does_not_keep_what_another_peer_announces_from_being_asked_for()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        TestNode node = world.Nodes[0];
        var flood = new HostilePeer(world, node);
        var honest = new HostilePeer(world, node, 201);
        int flooded = 0;
        int asked = 0;
        node.Sniff = (to, channel, payload) =>
        {
            int ids = channel == PeerChannel.Transactions && TransactionsMessage.Parser.ParseFrom(payload.Span).Request is { } request ? request.Ids.Length / 32 : 0;
            flooded += to == flood.Id ? ids : 0;
            asked += to == honest.Id ? ids : 0;
        };
        byte[] nothing = new byte[32 * 2_000];
        for (int i = 0; i < 100; i++)
        {
            for (int j = 0; j < 2_000; j++)
                System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(nothing.AsSpan(32 * j), (2_000 * i) + j + 1);
            flood.Say(new TransactionsMessage { Announce = new TransactionIds { Ids = ByteString.CopyFrom(nothing) } });
        }
        honest.Say(new TransactionsMessage { Announce = new TransactionIds { Ids = ByteString.CopyFrom(world.Chain.Transfer(0, 1, 0).Id.Value.Span) } });
        Assert.Equal(1, asked);
        Assert.Equal(8_000, flooded);
    }

    [Fact]
    public void A_transaction_that_its_first_announcer_keeps_back_is_asked_of_the_next()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        TestNode node = world.Nodes[0];
        var miser = new HostilePeer(world, node);
        var honest = new HostilePeer(world, node, 201);
        Transaction transfer = world.Chain.Transfer(0, 1, 0);
        node.Sniff = (to, channel, payload) =>
        {
            if (to == honest.Id && channel == PeerChannel.Transactions && TransactionsMessage.Parser.ParseFrom(payload.Span).Request is not null)
                world.After(1, () => Say(honest, transfer));
        };
        var announcement = new TransactionsMessage { Announce = new TransactionIds { Ids = ByteString.CopyFrom(transfer.Id.Value.Span) } };
        miser.Say(announcement);
        honest.Say(announcement);
        Assert.True(world.RunUntil(() => node.Executed.Any(block => block.Block.Transactions.Count == 1), 5_000));
    }

    [Fact]
    public void A_transaction_whose_gossip_was_lost_is_announced_again_until_a_validator_has_it()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        TestNode entrance = world.AddNode(null);
        world.StartAll();
        Assert.True(world.RunToHeight(1));
        world.LossPerThousand = 1_000;
        Assert.Equal(SubmitOutcome.Pooled, entrance.Submit(world.Chain.Transfer(0, 1, 0)).Outcome);
        world.Run(500);
        world.LossPerThousand = 0;
        Assert.True(world.RunUntil(() => world.Nodes[0].Executed.Any(block => block.Block.Transactions.Count == 1), 5_000));
    }

    [Fact]
    public void What_waits_in_the_pool_is_announced_a_part_a_second_and_what_is_new_is_not()
    {
        using TestWorld world = TestWorld.WithValidators(4);
        // Alone, a validator of four makes no blocks: what it has stays in its pool.
        TestNode node = world.Nodes[0];
        node.Start();
        var peer = new HostilePeer(world, node);
        int announced = 0;
        node.Sniff = (to, channel, payload) => announced += to == peer.Id && channel == PeerChannel.Transactions
            && TransactionsMessage.Parser.ParseFrom(payload.Span).Announce is { } announce ? announce.Ids.Length / 32 : 0;
        node.Submit([.. Enumerable.Range(0, 100).Select(i => world.Chain.Transfer(0, 1, (ulong)i))]);
        world.Run(900);
        Assert.Equal(0, announced);
        world.Run(10_000);
        Assert.InRange(announced, 800, 1_000);
    }

    [Fact]
    public void Clients_that_send_more_than_is_checked_leave_most_of_the_checks_to_peers()
    {
        using TestWorld world = TestWorld.WithValidators(4);
        TestNode node = world.Nodes[0];
        node.Start();
        var peer = new HostilePeer(world, node);
        node.WorkDelayMs = kind => kind == Chain.Node.Seams.WorkKind.Verify ? 100UL : 0;
        var flood = new Submission([.. Enumerable.Range(0, 2_000).Select(i => world.Chain.Transfer(0, 1, (ulong)i).Encoded)]);
        node.Give(new NodeInput.Submitted(flood));
        Say(peer, [.. Enumerable.Range(0, 900).Select(i => world.Chain.Transfer(1, 0, (ulong)i))]);
        Assert.True(world.RunUntil(() => Pending(world, node, 1) == 900));
        Assert.False(flood.Answer.IsCompleted);
        Assert.InRange(Pending(world, node, 0), 600UL, 1_000UL);
        Assert.True(world.RunUntil(() => flood.Answer.IsCompleted));
    }

    [Fact]
    public void When_seconds_of_checks_wait_clients_are_told_to_come_back_and_peers_are_still_heard()
    {
        using TestWorld world = TestWorld.WithValidators(4);
        TestNode node = world.Nodes[0];
        node.Start();
        var peer = new HostilePeer(world, node);
        node.WorkDelayMs = kind => kind == Chain.Node.Seams.WorkKind.Verify ? 1_000UL : 0;
        node.Give(new NodeInput.Submitted(new Submission([.. Enumerable.Repeat(new ReadOnlyMemory<byte>([1]), 25_000)])));
        var late = new Submission([world.Chain.Transfer(0, 1, 0).Encoded]);
        node.Give(new NodeInput.Submitted(late));
        Assert.True(late.Answer.IsCompleted);
        Assert.Equal(SubmitOutcome.Busy, late.Answer.GetAwaiter().GetResult()[0].Outcome);
        Say(peer, world.Chain.Transfer(1, 0, 0));
        Assert.True(world.RunUntil(() => Pending(world, node, 1) == 1, 5_000));
    }

    [Fact]
    public void Lists_of_ids_that_are_no_lists_are_refused()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        var peer = new HostilePeer(world, world.Nodes[0]);
        peer.Say(new TransactionsMessage { Announce = new TransactionIds { Ids = ByteString.CopyFrom(new byte[31]) } });
        peer.Say(new TransactionsMessage { Request = new TransactionIds() });
        peer.Say(new TransactionsMessage { Announce = new TransactionIds { Ids = ByteString.CopyFrom(new byte[32 * 10_000]) } });
        Assert.Equal(75, peer.Penalty);
    }

    private static ulong Pending(TestWorld world, TestNode node, int account)
    {
        var question = new PoolQuestion.PendingSequence(world.Chain.AccountOf(account), 0);
        node.Give(new NodeInput.Asked(question));
        Assert.True(question.Answer.IsCompleted);
        return question.Answer.GetAwaiter().GetResult();
    }

    private static void Say(HostilePeer peer, params Transaction[] transactions)
    {
        var message = new TransactionsMessage { Transactions = new Transactions() };
        message.Transactions.Transactions_.Add(transactions.Select(transaction => ByteString.CopyFrom(transaction.Encoded.Span)));
        peer.Say(message);
    }
}
