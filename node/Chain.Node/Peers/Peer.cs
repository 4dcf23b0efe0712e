using Chain.Network;
using Chain.Node.Gossip;
using Chain.Protocol.Peer.V1;

namespace Chain.Node.Peers;

/// <summary>A connected peer: what it said, what it was told, how it behaves.</summary>
internal sealed class Peer(PeerId id, PeerHello hello, PeerDirection direction, PeerEndpoint endpoint, PeerConduct conduct)
{
    public PeerId Id { get; } = id;

    public PeerHello Hello { get; } = hello;

    public PeerDirection Direction { get; } = direction;

    public PeerEndpoint Endpoint { get; } = endpoint;

    /// <summary>What it owes and may use up; it outlives the link.</summary>
    public PeerConduct Conduct { get; } = conduct;

    /// <summary>Its newest round state; height 0 until the first one.</summary>
    public PeerRound Round { get; set; } = PeerRound.None;

    /// <summary>Since when it has been in that round.</summary>
    public ulong RoundSinceMs { get; set; }

    /// <summary>The highest height that it says to serve.</summary>
    public ulong StoredHeight { get; set; }

    /// <summary>The lowest height that it says to serve.</summary>
    public ulong LowestHeight { get; set; } = 1;

    /// <summary>Its request for blocks that waits until it may be served again; null for none. A newer one takes its place.</summary>
    public GetBlocks? WaitingRequest { get; set; }

    /// <summary>Announced transactions that it was asked for and has not sent.</summary>
    public int RequestedTransactions { get; set; }

    /// <summary>Rounds ahead of ours for which it was allowed to send votes, of one height.</summary>
    public CatchUpRounds CatchUp { get; } = new();

    /// <summary>What it was sent of the height at hand, so that repeating it waits a moment.</summary>
    public SentLog Sent { get; } = new();
}
