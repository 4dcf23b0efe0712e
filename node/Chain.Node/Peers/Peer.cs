using Chain.Network;
using Chain.Node.Gossip;
using Chain.Protocol.Peer.V1;

namespace Chain.Node.Peers;

/// <summary>A connected peer: what it said, what it was told, how it behaves.</summary>
internal sealed class Peer(PeerId id, PeerHello hello, PeerDirection direction, PeerEndpoint endpoint, ulong nowMs)
{
    public PeerId Id { get; } = id;

    public PeerHello Hello { get; } = hello;

    public PeerDirection Direction { get; } = direction;

    public PeerEndpoint Endpoint { get; } = endpoint;

    public PeerScore Score { get; set; } = new(0, (long)nowMs);

    /// <summary>Its newest round state; height 0 until the first one.</summary>
    public PeerRound Round { get; set; } = PeerRound.None;

    /// <summary>Since when it has been in that round.</summary>
    public ulong RoundSinceMs { get; set; }

    /// <summary>The highest height that it says to serve.</summary>
    public ulong StoredHeight { get; set; }

    /// <summary>The lowest height that it says to serve.</summary>
    public ulong LowestHeight { get; set; } = 1;

    /// <summary>Until when its claim of being ahead is not believed, since it did not deliver.</summary>
    public ulong DistrustedUntilMs { get; set; }

    /// <summary>Requests for blocks and proposals.</summary>
    public RateBucket BlockRequests { get; } = new(40, 20);

    /// <summary>Bytes of answers to its requests. A peer that is behind may be served fast, but not without end.</summary>
    public RateBucket ServedBytes { get; } = new(64L * 1024 * 1024, 16L * 1024 * 1024);

    /// <summary>Its request for blocks that waits until it may be served again; null for none. A newer one takes its place.</summary>
    public GetBlocks? WaitingRequest { get; set; }

    /// <summary>Round states, each of which may be answered with all that the peer lacks. A correct node has a few a second.</summary>
    public RateBucket RoundStates { get; } = new(200, 50);

    /// <summary>Votes and certificates whose signatures have to be checked: 200 validators in two rounds fit.</summary>
    public RateBucket Signatures { get; } = new(4_000, 1_000);

    /// <summary>Transactions whose signatures have to be checked.</summary>
    public RateBucket Transactions { get; } = new(40_000, 20_000);

    /// <summary>Announced transactions that it was asked for and has not sent.</summary>
    public int RequestedTransactions { get; set; }

    /// <summary>Rounds ahead of ours for which it was allowed to send votes, of one height.</summary>
    public CatchUpRounds CatchUp { get; } = new();

    /// <summary>What it was sent of the height at hand, so that repeating it waits a moment.</summary>
    public SentLog Sent { get; } = new();
}
