using Chain.Network;

namespace Chain.Node.Peers;

/// <summary>How a peer behaved and what it may use up, by its key: kept for a while after its link ended, so that nobody begins anew by coming again.</summary>
internal sealed class PeerConduct(ulong nowMs)
{
    public PeerScore Score { get; set; } = new(0, (long)nowMs);

    /// <summary>Until when its claim of being ahead is not believed, since it did not deliver.</summary>
    public ulong DistrustedUntilMs { get; set; }

    /// <summary>Requests for blocks and proposals.</summary>
    public RateBucket BlockRequests { get; } = new(40, 20);

    /// <summary>Bytes of answers to its requests. A peer that is behind may be served fast, but not without end.</summary>
    public RateBucket ServedBytes { get; } = new(64L * 1024 * 1024, 16L * 1024 * 1024);

    /// <summary>Round states, each of which may be answered with all that the peer lacks. A correct node has a few a second.</summary>
    public RateBucket RoundStates { get; } = new(200, 50);

    /// <summary>Votes and certificates whose signatures have to be checked: 200 validators in two rounds fit.</summary>
    public RateBucket Signatures { get; } = new(4_000, 1_000);

    /// <summary>Transactions whose signatures have to be checked.</summary>
    public RateBucket Transactions { get; } = new(40_000, 20_000);
}
