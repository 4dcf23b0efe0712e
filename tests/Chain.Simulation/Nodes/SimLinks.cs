using Chain.Network;
using Chain.Node;

namespace Chain.Simulation;

/// <summary>
/// Links between nodes, as the transport promises them: frames of one channel come in order and once, or the link ends and what was on its way is
/// lost. Links break, cannot be made for a while, and stall in one direction.
/// </summary>
internal sealed class SimLinks(NodeWorld world)
{
    private readonly Dictionary<(int From, int To), Link> _links = [];
    private readonly HashSet<(int, int)> _cut = [];
    private readonly Dictionary<(int From, int To), long> _stalledUntil = [];

    private sealed class Link
    {
        public long[] LastAt { get; } = new long[3];
    }

    public bool IsHealed { get; set; }

    public bool Send(SimDriver from, PeerId peer, PeerChannel channel, byte[] payload)
    {
        int to = world.InstanceOf(peer);
        if (to < 0 || !_links.TryGetValue((from.Instance, to), out Link? link))
            return false;
        long delay = world.Rng.Between(0, IsHealed ? 20 : world.Knobs.DelayMaxMs);
        long at = Math.Max(world.Clock.Now + delay, IsHealed ? 0 : _stalledUntil.GetValueOrDefault((from.Instance, to)));
        at = Math.Max(at, link.LastAt[(int)channel]);
        link.LastAt[(int)channel] = at;
        SimDriver receiver = world.Nodes[to];
        int life = receiver.Life;
        world.Clock.After(at - world.Clock.Now, () =>
        {
            if (_links.TryGetValue((from.Instance, to), out Link? now) && now == link)
                receiver.Give(life, new NodeInput.FromPeer(new PeerEvent.FrameReceived(from.Peer, channel, payload, 0)));
        });
        return true;
    }

    /// <summary>Makes every link that can be made.</summary>
    public void Connect()
    {
        foreach (SimDriver one in world.Nodes)
        {
            foreach (SimDriver other in world.Nodes)
            {
                if (one.Instance >= other.Instance || !one.IsUp || !other.IsUp || _links.ContainsKey((one.Instance, other.Instance)) || _cut.Contains((one.Instance, other.Instance)))
                    continue;
                _links[(one.Instance, other.Instance)] = new Link();
                _links[(other.Instance, one.Instance)] = new Link();
                Tell(one, other, PeerDirection.Outbound);
                Tell(other, one, PeerDirection.Inbound);
            }
        }
    }

    public void Break(SimDriver one, SimDriver other)
    {
        if (!_links.Remove((one.Instance, other.Instance)))
            return;
        _links.Remove((other.Instance, one.Instance));
        Lost(one, other);
        Lost(other, one);
    }

    public void BreakAll(SimDriver node)
    {
        foreach (SimDriver other in world.Nodes)
        {
            if (other != node)
                Break(node, other);
        }
    }

    public void Divide(Rng rng)
    {
        int side = rng.Below(1 << world.Nodes.Count);
        foreach (SimDriver one in world.Nodes)
        {
            foreach (SimDriver other in world.Nodes)
            {
                if (one.Instance >= other.Instance || ((side >> one.Instance) & 1) == ((side >> other.Instance) & 1))
                    continue;
                _cut.Add((one.Instance, other.Instance));
                Break(one, other);
            }
        }
    }

    public void Stall(Rng rng) => _stalledUntil[(rng.Below(world.Nodes.Count), rng.Below(world.Nodes.Count))] = world.Clock.Now + world.Knobs.StallMs;

    public void Rejoin() => _cut.Clear();

    private void Tell(SimDriver node, SimDriver other, PeerDirection direction)
    {
        int life = node.Life;
        var hello = new PeerHello(1, world.Ledger.Genesis.Hash, other.Height, null, "simulated");
        var endpoint = new PeerEndpoint("127.0.0.1", 7_000 + other.Instance);
        world.Clock.After(0, () => node.Give(life, new NodeInput.FromPeer(new PeerEvent.Connected(other.Peer, hello, direction, endpoint))));
    }

    private void Lost(SimDriver node, SimDriver other)
    {
        int life = node.Life;
        world.Clock.After(0, () => node.Give(life, new NodeInput.FromPeer(new PeerEvent.Disconnected(other.Peer, PeerDisconnectReason.ConnectionLost))));
    }
}
