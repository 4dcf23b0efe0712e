using Chain.Network;

namespace Chain.Simulation;

/// <summary>The transport seam of one node.</summary>
internal sealed class SimTransport(NodeWorld world, SimDriver node) : IPeerTransport
{
    public PeerId Self => node.Peer;

    public bool TrySend(PeerId peer, PeerChannel channel, ReadOnlyMemory<byte> payload)
    {
        node.MaybePowerCut();
        return world.Links.Send(node, peer, channel, payload.ToArray());
    }

    public void Disconnect(PeerId peer, PeerDisconnectReason reason, bool ban)
    {
        world.Watch.Disconnected(node, world.InstanceOf(peer), reason, ban);
        world.Links.Break(node, world.Nodes[world.InstanceOf(peer)]);
    }

    // The world dials for everyone: who can reach whom is its affair.
    public void Dial(PeerEndpoint endpoint) =>
        world.Trace.Add((ulong)endpoint.Port);

    public void SetHeight(ulong height) => world.Trace.Add(height);
}
