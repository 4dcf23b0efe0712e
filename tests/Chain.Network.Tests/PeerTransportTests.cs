using Chain.Testing;

namespace Chain.Network.Tests;

/// <summary>Transports over real sockets: linking, sending, losing each other.</summary>
public sealed class PeerTransportTests
{
    private static readonly PeerLimits Impatient = new() { KeepAlivePingDelay = TimeSpan.FromSeconds(1), KeepAlivePingTimeout = TimeSpan.FromSeconds(5) };

    [Fact]
    public async Task Dial_links_both_sides_and_tells_each_who_the_other_is()
    {
        await using TestNode a = await TestNode.StartAsync(1, o => o with { Height = 7, Software = "a/1" });
        await using TestNode b = await TestNode.StartAsync(2, o => o with { Height = 9 });
        b.Transport.SetHeight(11);
        a.Transport.Dial(b.Endpoint);
        PeerEvent.Connected atA = await a.NextAsync<PeerEvent.Connected>();
        PeerEvent.Connected atB = await b.NextAsync<PeerEvent.Connected>();
        Assert.Equal((b.Id, PeerDirection.Outbound, b.Endpoint, 11ul), (atA.Peer, atA.Direction, atA.Endpoint, atA.Hello.Height));
        Assert.Equal((a.Id, PeerDirection.Inbound, 7ul, "a/1"), (atB.Peer, atB.Direction, atB.Hello.Height, atB.Hello.Software));
        Assert.Equal(a.Endpoint, atB.Hello.ListenEndpoint);
    }

    [Theory]
    [InlineData(PeerChannel.Consensus)]
    [InlineData(PeerChannel.Transactions)]
    [InlineData(PeerChannel.Sync)]
    public async Task Frames_arrive_in_order_on_every_channel_both_ways(PeerChannel channel)
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2);
        await a.LinkAsync(b);
        foreach ((TestNode from, TestNode to) in new[] { (a, b), (b, a) })
        {
            for (int i = 0; i < 200; i++)
                Assert.True(from.Send(to, channel, TestNode.Vote(i)));
            for (int i = 0; i < 200; i++)
            {
                PeerEvent.FrameReceived frame = await to.NextAsync<PeerEvent.FrameReceived>();
                Assert.Equal((from.Id, channel), (frame.Peer, frame.Channel));
                Assert.Equal(TestNode.Vote(i), frame.Payload.ToArray());
            }
        }
    }

    [Fact]
    public async Task Eight_megabyte_answer_passes()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2);
        await a.LinkAsync(b);
        byte[] blocks = TestNode.Blocks(8 * 1024 * 1024);
        Assert.True(a.Send(b, PeerChannel.Sync, blocks));
        Assert.Equal(blocks, (await b.NextAsync<PeerEvent.FrameReceived>()).Payload.ToArray());
    }

    [Fact]
    public async Task TrySend_refuses_strangers_oversized_and_shapeless_messages()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2);
        Assert.False(a.Send(b, PeerChannel.Consensus, TestNode.Vote(10)));
        await a.LinkAsync(b);
        Assert.False(a.Send(b, PeerChannel.Consensus, TestNode.Vote(10_000)));
        Assert.False(a.Send(b, PeerChannel.Consensus, [1, 2, 3]));
        Assert.False(a.Send(b, PeerChannel.Consensus, [.. TestNode.Vote(10), .. TestNode.Vote(10)]));
        Assert.False(a.Send(b, PeerChannel.Consensus, []));
        Assert.True(a.Send(b, PeerChannel.Consensus, TestNode.Vote(10)));
        Assert.Equal(TestNode.Vote(10), (await b.NextAsync<PeerEvent.FrameReceived>()).Payload.ToArray());
    }

    [Fact]
    public async Task Disconnect_is_told_on_both_sides_and_frees_the_way_for_a_new_link()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2);
        await a.LinkAsync(b);
        a.Transport.Disconnect(b.Id, PeerDisconnectReason.Closed, ban: false);
        Assert.Equal(new PeerEvent.Disconnected(b.Id, PeerDisconnectReason.Closed), await a.NextAsync<PeerEvent.Disconnected>());
        Assert.Equal(new PeerEvent.Disconnected(a.Id, PeerDisconnectReason.ConnectionLost), await b.NextAsync<PeerEvent.Disconnected>());
        await a.LinkAsync(b);
    }

    [Fact]
    public async Task Banned_peer_is_refused_whoever_dials_until_the_ban_ends()
    {
        ManualClock clock = new();
        await using TestNode a = await TestNode.StartAsync(1, o => o with { Time = clock });
        await using TestNode b = await TestNode.StartAsync(2);
        await a.LinkAsync(b);
        a.Transport.Disconnect(b.Id, PeerDisconnectReason.Misbehaved, ban: true);
        await a.NextAsync<PeerEvent.Disconnected>();
        await b.NextAsync<PeerEvent.Disconnected>();
        b.Transport.Dial(a.Endpoint);
        Assert.Equal(PeerDisconnectReason.Banned, (await b.NextAsync<PeerEvent.DialFailed>()).Reason);
        a.Transport.Dial(b.Endpoint);
        Assert.Equal(PeerDisconnectReason.Banned, (await a.NextAsync<PeerEvent.DialFailed>()).Reason);
        clock.Advance(new PeerLimits().BanDuration);
        await b.LinkAsync(a);
    }

    [Fact]
    public async Task Other_genesis_is_refused_by_either_side()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2, o => o with { GenesisHash = default });
        a.Transport.Dial(b.Endpoint);
        Assert.Equal(PeerDisconnectReason.OtherGenesis, (await a.NextAsync<PeerEvent.DialFailed>()).Reason);
        b.Transport.Dial(a.Endpoint);
        Assert.Equal(PeerDisconnectReason.OtherGenesis, (await b.NextAsync<PeerEvent.DialFailed>()).Reason);
        Assert.False(a.TryNext(out _));
    }

    [Fact]
    public async Task Other_genesis_is_logged_once_however_often_it_is_tried()
    {
        using LineLogger atA = new();
        using LineLogger atB = new();
        await using TestNode a = await TestNode.StartAsync(1, o => o with { Logging = atA });
        await using TestNode b = await TestNode.StartAsync(2, o => o with { GenesisHash = default, Logging = atB });
        for (int i = 0; i < 4; i++)
        {
            a.Transport.Dial(b.Endpoint);
            Assert.Equal(PeerDisconnectReason.OtherGenesis, (await a.NextAsync<PeerEvent.DialFailed>()).Reason);
        }
        Assert.Equal(1, atA.Count(nameof(PeerDisconnectReason.OtherGenesis)));
        // The side that was dialled logs before it answers, or when it finds the connection closed: never more than once.
        Assert.InRange(atB.Count(a.Id.ToString()), 0, 1);
        Assert.Equal(0, atA.Count("banned") + atB.Count("banned"));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(2u)]
    [InlineData(uint.MaxValue)]
    public async Task Other_protocol_version_is_refused(uint version)
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2, o => o with { ProtocolVersion = version });
        b.Transport.Dial(a.Endpoint);
        Assert.Equal(PeerDisconnectReason.UnsupportedVersion, (await b.NextAsync<PeerEvent.DialFailed>()).Reason);
        a.Transport.Dial(b.Endpoint);
        Assert.Equal(PeerDisconnectReason.UnsupportedVersion, (await a.NextAsync<PeerEvent.DialFailed>()).Reason);
    }

    [Fact]
    public async Task Dialing_oneself_is_told_as_such()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        a.Transport.Dial(a.Endpoint);
        PeerEvent.DialFailed failed = await a.NextAsync<PeerEvent.DialFailed>();
        Assert.Equal((a.Endpoint, PeerDisconnectReason.Self), (failed.Endpoint, failed.Reason));
    }

    [Fact]
    public async Task Nobody_there_is_told()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        PeerEndpoint gone;
        await using (TestNode b = await TestNode.StartAsync(2))
            gone = b.Endpoint;
        a.Transport.Dial(gone);
        Assert.Equal((gone, PeerDisconnectReason.ConnectionLost), ((await a.NextAsync<PeerEvent.DialFailed>()) is var f ? (f.Endpoint, f.Reason) : default));
    }

    [Fact]
    public async Task Second_dial_to_a_linked_peer_is_a_duplicate_and_leaves_the_link()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2);
        await a.LinkAsync(b);
        a.Transport.Dial(b.Endpoint);
        Assert.Equal(PeerDisconnectReason.Duplicate, (await a.NextAsync<PeerEvent.DialFailed>()).Reason);
        b.Transport.Dial(a.Endpoint);
        Assert.Equal(PeerDisconnectReason.Duplicate, (await b.NextAsync<PeerEvent.DialFailed>()).Reason);
        Assert.True(a.Send(b, PeerChannel.Consensus, TestNode.Vote(1)));
        await b.NextAsync<PeerEvent.FrameReceived>();
    }

    [Fact]
    public async Task Two_who_dial_each_other_at_once_end_with_one_working_link()
    {
        for (int round = 0; round < 20; round++)
        {
            await using TestNode a = await TestNode.StartAsync((round * 2) + 100);
            await using TestNode b = await TestNode.StartAsync((round * 2) + 101);
            a.Transport.Dial(b.Endpoint);
            b.Transport.Dial(a.Endpoint);
            // Links may come and go in the race; what counts is where it settles: a vote gets through both ways.
            await Eventually(() => a.Send(b, PeerChannel.Consensus, TestNode.Vote(1)), () => b.FirstAsync<PeerEvent.FrameReceived>());
            await Eventually(() => b.Send(a, PeerChannel.Consensus, TestNode.Vote(2)), () => a.FirstAsync<PeerEvent.FrameReceived>());
        }
    }

    [Fact]
    public async Task Killed_peer_is_noticed_and_linked_again_when_it_is_back()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        TestNode b = await TestNode.StartAsync(2);
        System.Net.IPEndPoint address = b.Address;
        await a.LinkAsync(b);
        await b.DisposeAsync();
        Assert.Equal(b.Id, (await a.NextAsync<PeerEvent.Disconnected>()).Peer);
        await using TestNode again = await TestNode.StartAsync(2, listen: address);
        await a.LinkAsync(again);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Link_ends_when_any_of_its_connections_is_cut(int connection)
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2);
        await using TcpFaultProxy proxy = new(b.Address);
        await LinkThroughAsync(a, b, proxy);
        proxy.Cut(connection);
        Assert.Equal(b.Id, (await a.NextAsync<PeerEvent.Disconnected>()).Peer);
        Assert.Equal(a.Id, (await b.NextAsync<PeerEvent.Disconnected>()).Peer);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Connections_that_lead_to_different_nodes_make_no_link(int astray)
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2);
        await using TestNode c = await TestNode.StartAsync(3);
        await using TcpFaultProxy proxy = new(i => i == astray ? c.Address : b.Address);
        a.Transport.Dial(TestNode.EndpointOf(proxy.Address));
        Assert.Equal(PeerDisconnectReason.WrongPeer, (await a.NextAsync<PeerEvent.DialFailed>()).Reason);
        Assert.False(b.TryNext(out _));
        Assert.False(c.TryNext(out _));
    }

    [Fact]
    public async Task Link_works_over_a_slow_network()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2);
        await using TcpFaultProxy proxy = new(b.Address) { Delay = TimeSpan.FromMilliseconds(20) };
        await LinkThroughAsync(a, b, proxy);
        Assert.True(a.Send(b, PeerChannel.Sync, TestNode.Blocks(2_000_000)));
        Assert.Equal(TestNode.Blocks(2_000_000), (await b.NextAsync<PeerEvent.FrameReceived>()).Payload.ToArray());
    }

    [Fact]
    public async Task Black_hole_is_noticed_by_both_sides()
    {
        await using TestNode a = await TestNode.StartAsync(1, o => o with { Limits = Impatient });
        await using TestNode b = await TestNode.StartAsync(2, o => o with { Limits = Impatient });
        await using TcpFaultProxy proxy = new(b.Address);
        await LinkThroughAsync(a, b, proxy);
        proxy.Pause();
        Assert.Equal(b.Id, (await a.NextAsync<PeerEvent.Disconnected>()).Peer);
        Assert.Equal(a.Id, (await b.NextAsync<PeerEvent.Disconnected>()).Peer);
    }

    [Fact]
    public async Task Stalled_channel_does_not_hold_up_the_others()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2);
        await using TcpFaultProxy proxy = new(b.Address);
        await LinkThroughAsync(a, b, proxy);
        // The dialer opens the consensus connection first; the other two follow.
        proxy.Pause(0);
        byte[] votes = TestNode.Vote(200);
        while (a.Send(b, PeerChannel.Consensus, votes))
        {
        }
        Assert.True(a.Send(b, PeerChannel.Transactions, TestNode.Transactions(100)));
        Assert.Equal(PeerChannel.Transactions, (await b.NextAsync<PeerEvent.FrameReceived>()).Channel);
        Assert.True(a.Send(b, PeerChannel.Sync, TestNode.Blocks(1_000_000)));
        Assert.Equal(PeerChannel.Sync, (await b.NextAsync<PeerEvent.FrameReceived>()).Channel);
        proxy.Resume();
        Assert.Equal(PeerChannel.Consensus, (await b.NextAsync<PeerEvent.FrameReceived>()).Channel);
    }

    [Fact]
    public async Task Slow_driver_slows_its_peers_and_loses_nothing()
    {
        PeerLimits limits = new() { Consensus = new PeerLimits().Consensus with { FramesPerSecond = 1_000_000 } };
        await using TestNode a = await TestNode.StartAsync(1, o => o with { Limits = limits });
        await using TestNode b = await TestNode.StartAsync(2, o => o with { Limits = limits }, eventsMax: 1);
        await a.LinkAsync(b);
        int sent = 0;
        for (int refused = 0; refused < 100;)
        {
            if (a.Send(b, PeerChannel.Consensus, TestNode.Vote(sent % 250)))
                sent++;
            else
                refused++;
        }
        for (int i = 0; i < sent; i++)
            Assert.Equal(TestNode.Vote(i % 250), (await b.NextAsync<PeerEvent.FrameReceived>()).Payload.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transport_ends_although_its_driver_no_longer_reads(bool dialer)
    {
        TestNode stuck = await TestNode.StartAsync(1, eventsMax: 1);
        await using TestNode other = await TestNode.StartAsync(2);
        await (dialer ? stuck.LinkAsync(other) : other.LinkAsync(stuck));
        for (int i = 0; i < 100; i++)
            other.Send(stuck, PeerChannel.Consensus, TestNode.Vote(i));
        stuck.Transport.Dial(other.Endpoint);
        await stuck.DisposeAsync().AsTask().WaitAsync(Testing.Patience.Limit);
        Assert.Equal(stuck.Id, (await other.NextAsync<PeerEvent.Disconnected>()).Peer);
    }

    [Fact]
    public async Task Port_in_use_is_an_error_that_names_it()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        Rpc.RpcBindException e = await Assert.ThrowsAsync<Rpc.RpcBindException>(() => TestNode.StartAsync(2, listen: a.Address));
        Assert.Contains(a.Address.ToString(), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_nodes_that_all_dial_each_other_settle_on_one_link_a_pair()
    {
        TestNode[] nodes = await Task.WhenAll(Enumerable.Range(300, 20).Select(seed => TestNode.StartAsync(seed, eventsMax: 100_000)));
        try
        {
            foreach (TestNode from in nodes)
            {
                foreach (TestNode to in nodes.Where(n => n != from))
                    from.Transport.Dial(to.Endpoint);
            }
            foreach (TestNode from in nodes)
            {
                foreach (TestNode to in nodes.Where(n => n != from))
                    await Eventually(() => from.Send(to, PeerChannel.Consensus, TestNode.Vote(1)), () => to.FirstAsync<PeerEvent.FrameReceived>(f => f.Peer == from.Id));
            }
        }
        finally
        {
            await Task.WhenAll(nodes.Select(n => n.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task Inbound_slots_are_limited_and_a_silent_peer_gives_its_slot_up()
    {
        ManualClock clock = new();
        PeerLimits limits = new() { InboundMax = 2 };
        await using TestNode hub = await TestNode.StartAsync(1, o => o with { Limits = limits, Time = clock });
        await using TestNode silent = await TestNode.StartAsync(2);
        await using TestNode busy = await TestNode.StartAsync(3);
        await using TestNode newcomer = await TestNode.StartAsync(4);
        await silent.LinkAsync(hub);
        await busy.LinkAsync(hub);
        newcomer.Transport.Dial(hub.Endpoint);
        Assert.Equal(PeerDisconnectReason.Full, (await newcomer.NextAsync<PeerEvent.DialFailed>()).Reason);

        clock.Advance(limits.EvictableSilence);
        Assert.True(busy.Send(hub, PeerChannel.Consensus, TestNode.Vote(1)));
        await hub.NextAsync<PeerEvent.FrameReceived>();
        newcomer.Transport.Dial(hub.Endpoint);
        await newcomer.NextAsync<PeerEvent.Connected>();
        Assert.Equal(new PeerEvent.Disconnected(silent.Id, PeerDisconnectReason.Full), await hub.NextAsync<PeerEvent.Disconnected>());
        Assert.Equal(newcomer.Id, (await hub.NextAsync<PeerEvent.Connected>()).Peer);
        await silent.NextAsync<PeerEvent.Disconnected>();
    }

    [Fact]
    public async Task Slots_of_one_address_are_limited()
    {
        await using TestNode hub = await TestNode.StartAsync(1, o => o with { Limits = new() { InboundPerAddressMax = 1 } });
        await using TestNode first = await TestNode.StartAsync(2);
        await using TestNode second = await TestNode.StartAsync(3);
        await first.LinkAsync(hub);
        second.Transport.Dial(hub.Endpoint);
        Assert.Equal(PeerDisconnectReason.Full, (await second.NextAsync<PeerEvent.DialFailed>()).Reason);
    }

    private static async Task LinkThroughAsync(TestNode a, TestNode b, TcpFaultProxy proxy)
    {
        a.Transport.Dial(TestNode.EndpointOf(proxy.Address));
        await a.NextAsync<PeerEvent.Connected>();
        await b.NextAsync<PeerEvent.Connected>();
        Assert.Equal(3, proxy.ConnectionCount);
    }

    private static async Task Eventually(Func<bool> send, Func<Task> receive)
    {
        Task received = receive();
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!received.IsCompleted)
        {
            send();
            await Task.WhenAny(received, again.WaitForNextTickAsync().AsTask());
        }
        await received;
    }
}
