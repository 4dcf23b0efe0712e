using System.Collections.Concurrent;
using Chain.Client;
using Chain.Primitives;
using Chain.SoloLedger;
using Chain.Types;
using Chain.Wallet.Fees;
using Chain.Wallet.Home;
using Chain.Wallet.Networks;
using Chain.Wallet.Nodes;
using Chain.Wallet.Outbox;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Tests.Sending;

/// <summary>Sending through the real API, pool and execution, from real outboxes under their file locks; blocks come when the test says so.</summary>
public sealed class TransactionSenderTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private SoloServer _server = null!;

    public async Task InitializeAsync() => _server = await SoloServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Two_hundred_sends_at_once_are_spread_over_lanes_and_every_one_is_taken_and_included()
    {
        using NodeSession session = await SessionAsync();
        var sent = new ConcurrentBag<Delivery>();
        await Parallel.ForEachAsync(Enumerable.Range(1, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancel) =>
            sent.Add(await SendAsync(session, "home", (ulong)i, cancel)));
        Assert.All(sent, static delivery => Assert.IsType<SubmissionOutcome.Pooled>(delivery.Outcome));
        IEnumerable<IGrouping<uint, ulong>> lanes = sent.GroupBy(static delivery => delivery.Entry.Transaction.Body.Lane, static delivery => delivery.Entry.Transaction.Body.Sequence);
        Assert.Equal(Enumerable.Range(0, 13).Select(static lane => (uint)lane), lanes.Select(static lane => lane.Key).Order());
        Assert.All(lanes, static lane => Assert.Equal(Enumerable.Range(0, lane.Count()).Select(static i => (ulong)i), lane.Order()));
        Assert.All(lanes, static lane => Assert.True(lane.Count() <= LanePlan.LaneWaitingMax));
        _server.Node.Produce(3);
        foreach (Delivery delivery in sent)
            Assert.Equal(OutboxState.Proven, (await Sender(session, "home").RefreshAsync(delivery.Entry, CancellationToken.None)).State);
    }

    [Fact]
    public async Task No_lane_is_opened_while_what_filled_the_lower_one_is_over_though_nobody_waited_for_it()
    {
        using NodeSession session = await SessionAsync();
        for (ulong i = 1; i <= LanePlan.LaneWaitingMax; i++)
            Assert.Equal((0U, i - 1), SlotOf(await SendAsync(session, "home", i)));
        Assert.Equal((1U, 0UL), SlotOf(await SendAsync(session, "home", 50)));
        for (ulong i = 0; i < 48; i++)
        {
            if (i % 12 == 0)
                _server.Node.Produce(2);
            Assert.InRange(SlotOf(await SendAsync(session, "home", 100 + i)).Lane, 0U, 1U);
        }
    }

    [Theory]
    [InlineData(-4000)]
    [InlineData(4000)]
    public async Task The_expiry_follows_the_chain_whatever_the_clock_says(int daysWrong)
    {
        _server.Node.Produce(5);
        using NodeSession session = await SessionAsync();
        var wrong = new WrongClock(TimeSpan.FromDays(daysWrong));
        TransactionPlan right = await Sender(session, "one").PlanAsync(Intent(1), CancellationToken.None);
        TransactionPlan plan = await Sender(session, "two", wrong).PlanAsync(Intent(1), CancellationToken.None);
        Assert.Equal(5UL + (1000 / 8 * 7), right.Preview.ExpiryHeight);
        Assert.Equal(right.Preview.Encode(), plan.Preview.Encode());
        OutboxEntry entry = await Sender(session, "two", wrong).SignAsync(plan, SoloKeys.Key(0), CancellationToken.None);
        Assert.Equal(right.Preview.ExpiryHeight, entry.Transaction.Body.ExpiryHeight);
    }

    [Fact]
    public async Task A_node_that_lies_about_the_base_fee_gets_no_signature()
    {
        _server.Node.Publish(static status => status with { BaseFee = 1UL << 45 });
        using NodeSession session = await SessionAsync();
        WalletException refused = await Assert.ThrowsAsync<WalletException>(() => Sender(session, "home").PlanAsync(Intent(1), CancellationToken.None));
        Assert.Equal("fee-too-high", refused.Problem.Code);
        Assert.False(Directory.Exists(_directory.File("home")));
    }

    [Fact]
    public async Task Two_machines_with_one_key_never_spend_twice_and_the_loser_is_told()
    {
        using NodeSession session = await SessionAsync();
        OutboxEntry one = await SignAsync(session, "one", 10);
        OutboxEntry two = await SignAsync(session, "two", 20);
        Assert.Equal(one.Transaction.Slot, two.Transaction.Slot);
        Assert.IsType<SubmissionOutcome.Pooled>((await Sender(session, "one").DeliverAsync(one, WaitPolicy.None, CancellationToken.None)).Outcome);
        // The same slot at the same price: the pool keeps the first.
        Delivery second = await Sender(session, "two").DeliverAsync(two, WaitPolicy.None, CancellationToken.None);
        Assert.IsType<SubmissionOutcome.Refused>(second.Outcome);
        // Knowing of the first, the second machine steps behind it.
        Assert.Equal((0U, 1UL), SlotOf(await SendAsync(session, "two", 20)));
        _server.Node.Produce(2);
        Assert.Equal(OutboxState.Proven, (await Sender(session, "one").RefreshAsync(one, CancellationToken.None)).State);
        Assert.NotEqual(OutboxState.Proven, (await Sender(session, "two").RefreshAsync(two, CancellationToken.None)).State);
        Assert.Equal(2UL, (await session.LaneAsync(SoloKeys.Account(0), 0, CancellationToken.None)).Sequence);
    }

    private static (uint Lane, ulong Sequence) SlotOf(Delivery delivery)
    {
        Assert.IsType<SubmissionOutcome.Pooled>(delivery.Outcome);
        return (delivery.Entry.Transaction.Body.Lane, delivery.Entry.Transaction.Body.Sequence);
    }

    private static TransactionIntent Intent(ulong grains) =>
        new(SoloKeys.Key(0).GetPublicKey(), new TransactionAction.Transfer(SoloKeys.Account(1), Amount.FromGrains(grains)), "", FeeWishes.None, null, null, null);

    private Task<NodeSession> SessionAsync()
    {
        GenesisDocument genesis = _server.Node.Genesis;
        var network = new Wallet.Networks.Network(genesis.Network, genesis.Hash, genesis.AddressPrefix, null, NetworkTrust.Genesis);
        return NodeSession.OpenAsync(_server.GrpcAddress, network.Name, network, static _ => { }, new LedgerClientOptions { CallTimeout = TimeSpan.FromMinutes(2) }, CancellationToken.None);
    }

    private TransactionSender Sender(NodeSession session, string home, TimeProvider? time = null) =>
        new(session, new OutboxDirectory(WalletHome.Resolve(_directory.File(home), static _ => null), session.Network.GenesisHash), time ?? TimeProvider.System);

    private async Task<OutboxEntry> SignAsync(NodeSession session, string home, ulong grains, CancellationToken cancel = default)
    {
        TransactionSender sender = Sender(session, home);
        return await sender.SignAsync(await sender.PlanAsync(Intent(grains), cancel), SoloKeys.Key(0), cancel);
    }

    private async Task<Delivery> SendAsync(NodeSession session, string home, ulong grains, CancellationToken cancel = default) =>
        await Sender(session, home).DeliverAsync(await SignAsync(session, home, grains, cancel), WaitPolicy.None, cancel);

    private sealed class WrongClock(TimeSpan off) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + off;
    }
}
