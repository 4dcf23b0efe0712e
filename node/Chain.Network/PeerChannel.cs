namespace Chain.Network;

/// <summary>The three connections of a link. A stalled one never holds up another.</summary>
public enum PeerChannel
{
    /// <summary>Proposals, votes, certificates, evidence: small, and never to wait.</summary>
    Consensus = 0,

    /// <summary>Transactions and announcements.</summary>
    Transactions = 1,

    /// <summary>Decided blocks and peer addresses.</summary>
    Sync = 2,
}
