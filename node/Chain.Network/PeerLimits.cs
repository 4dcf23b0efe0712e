using Chain.Protocol.Peer.V1;
using Chain.Types;

namespace Chain.Network;

/// <summary>The limits of links, derived from those of the protocol.</summary>
public sealed record PeerLimits
{
    // A kind's bytes are those of what it carries and a frame around it: tags and lengths.
    private const int Frame = 64;

    /// <summary>Votes, proposals, and what completes a block.</summary>
    public PeerChannelLimits Consensus { get; init; } = new()
    {
        // One answer with all transactions of a block, and votes beside it.
        QueueBytesMax = 16 * 1024 * 1024,
        KindBytesMax = new Dictionary<int, int>
        {
            [ConsensusMessage.RoundStateFieldNumber] = 1024,
            // Ids of a full block, its evidence and its last commit.
            [ConsensusMessage.ProposalFieldNumber] = ProtocolLimits.ProposalBytesMax + (ProtocolLimits.BlockTransactionsMax * 32)
                + (ProtocolLimits.BlockEvidenceMax * (ProtocolLimits.EvidenceBytesMax + 8)) + ProtocolLimits.CommitBytesMax + Frame,
            [ConsensusMessage.VoteFieldNumber] = ProtocolLimits.VoteBytesMax + Frame,
            // A vote of each validator.
            [ConsensusMessage.PolkaCertificateFieldNumber] = (ProtocolLimits.ValidatorsMax * (ProtocolLimits.VoteBytesMax + 8)) + 1024,
            [ConsensusMessage.CommitCertificateFieldNumber] = ProtocolLimits.CommitBytesMax + Frame,
            [ConsensusMessage.EvidenceFieldNumber] = ProtocolLimits.EvidenceBytesMax + Frame,
            // Indexes of three bytes.
            [ConsensusMessage.GetBlockTransactionsFieldNumber] = (ProtocolLimits.BlockTransactionsMax * 3) + 1024,
            [ConsensusMessage.BlockTransactionsFieldNumber] = ProtocolLimits.EncodedBlockBytesMax + (ProtocolLimits.BlockTransactionsMax * 3) + 1024,
            [ConsensusMessage.GetProposalFieldNumber] = 256,
        },
    };

    /// <summary>Transactions and announcements.</summary>
    public PeerChannelLimits Transactions { get; init; } = new()
    {
        FramesPerSecond = 10_000,
        QueueBytesMax = 8 * 1024 * 1024,
        KindBytesMax = new Dictionary<int, int>
        {
            [TransactionsMessage.AnnounceFieldNumber] = 512 * 1024,
            [TransactionsMessage.RequestFieldNumber] = 512 * 1024,
            [TransactionsMessage.TransactionsFieldNumber] = 1024 * 1024,
        },
    };

    /// <summary>Decided blocks.</summary>
    public PeerChannelLimits Sync { get; init; } = new()
    {
        FramesPerSecond = 1000,
        QueueBytesMax = 20 * 1024 * 1024,
        BytesPerSecond = 64L * 1024 * 1024,
        KindBytesMax = new Dictionary<int, int>
        {
            [SyncMessage.StatusFieldNumber] = 256,
            [SyncMessage.GetBlocksFieldNumber] = 256,
            // One whole block at least, and more up to the same size.
            [SyncMessage.BlocksFieldNumber] = ProtocolLimits.EncodedBlockBytesMax + ProtocolLimits.CommitBytesMax + 1024,
        },
    };

    /// <summary>Links that others opened.</summary>
    public int InboundMax { get; init; } = 64;

    /// <summary>Links that others opened from one address.</summary>
    public int InboundPerAddressMax { get; init; } = 32;

    /// <summary>An inbound link that was silent for so long gives its slot to a newcomer when all are taken.</summary>
    public TimeSpan EvictableSilence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>TLS, hello and the three connections must be there within this time.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A connection that is silent for so long gets a ping.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A ping unanswered for so long ends the link: with the delay, a dead peer is noticed within 20 seconds.</summary>
    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A peer that takes nothing from a connection for so long loses the link.</summary>
    public TimeSpan SendStallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a ban lasts.</summary>
    public TimeSpan BanDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Dials at the same time.</summary>
    public int DialsMax { get; init; } = 16;

    /// <summary>The limits of one connection.</summary>
    public PeerChannelLimits Of(PeerChannel channel) => channel switch
    {
        PeerChannel.Consensus => Consensus,
        PeerChannel.Transactions => Transactions,
        _ => Sync,
    };
}
