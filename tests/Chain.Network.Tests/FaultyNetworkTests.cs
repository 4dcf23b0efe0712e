using Chain.Testing;

namespace Chain.Network.Tests;

/// <summary>A link through a network that fails at random, by seed. After every failure the dialer dials again, as the driver does.</summary>
public sealed class FaultyNetworkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Frames_stay_whole_and_in_order_within_each_link_and_links_come_back(int seed)
    {
        Random random = new(seed);
        await using TestNode a = await TestNode.StartAsync(1, eventsMax: 100_000);
        await using TestNode b = await TestNode.StartAsync(2, eventsMax: 100_000);
        await using TcpFaultProxy proxy = new(b.Address);
        PeerEndpoint through = TestNode.EndpointOf(proxy.Address);
        for (int life = 0; life < 8; life++)
        {
            a.Transport.Dial(through);
            await a.FirstAsync<PeerEvent.Connected>();
            await b.FirstAsync<PeerEvent.Connected>();
            int sent = random.Next(1, 300);
            for (int i = 0; i < sent; i++)
                Assert.True(a.Send(b, (PeerChannel)(i % 3), Numbered(i)));
            int wanted = random.Next(sent);
            await ReceiveAsync(b, sent, wanted);
            switch (random.Next(3))
            {
                case 0:
                    proxy.CutAll();
                    break;
                case 1:
                    proxy.Cut(proxy.ConnectionCount - 1 - random.Next(3));
                    break;
                default:
                    b.Transport.Disconnect(a.Id, PeerDisconnectReason.Closed, ban: false);
                    break;
            }
            await a.FirstAsync<PeerEvent.Disconnected>();
            await b.FirstAsync<PeerEvent.Disconnected>();
        }
    }

    [Fact]
    public async Task Dial_into_a_cut_connection_fails_and_the_next_one_succeeds()
    {
        await using TestNode a = await TestNode.StartAsync(1);
        await using TestNode b = await TestNode.StartAsync(2);
        await using TcpFaultProxy proxy = new(b.Address);
        proxy.RefuseNew(true);
        a.Transport.Dial(TestNode.EndpointOf(proxy.Address));
        Assert.Equal(PeerDisconnectReason.ConnectionLost, (await a.NextAsync<PeerEvent.DialFailed>()).Reason);
        proxy.RefuseNew(false);
        a.Transport.Dial(TestNode.EndpointOf(proxy.Address));
        await a.NextAsync<PeerEvent.Connected>();
    }

    [Fact]
    public async Task Dial_into_a_black_hole_fails_after_the_handshake_time()
    {
        await using TestNode a = await TestNode.StartAsync(1, o => o with { Limits = new() { HandshakeTimeout = TimeSpan.FromMilliseconds(300) } });
        await using TestNode b = await TestNode.StartAsync(2);
        await using TcpFaultProxy proxy = new(b.Address);
        proxy.Pause();
        a.Transport.Dial(TestNode.EndpointOf(proxy.Address));
        Assert.Equal(PeerDisconnectReason.HandshakeTimeout, (await a.NextAsync<PeerEvent.DialFailed>()).Reason);
    }

    /// <summary>Takes at least <paramref name="wanted"/> frames, and checks that each channel counts up without a gap.</summary>
    private static async Task ReceiveAsync(TestNode node, int sent, int wanted)
    {
        int[] next = [0, 1, 2];
        for (int got = 0; got < wanted; got++)
        {
            PeerEvent.FrameReceived frame = await node.NextAsync<PeerEvent.FrameReceived>();
            Assert.Equal(Numbered(next[(int)frame.Channel]), frame.Payload.ToArray());
            next[(int)frame.Channel] += 3;
            Assert.True(next[(int)frame.Channel] < sent + 3);
        }
    }

    private static byte[] Numbered(int number) => [0x1A, 4, .. BitConverter.GetBytes(number)];
}
