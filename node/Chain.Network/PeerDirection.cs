namespace Chain.Network;

/// <summary>Who opened a link.</summary>
public enum PeerDirection
{
    /// <summary>The peer did.</summary>
    Inbound,

    /// <summary>We did.</summary>
    Outbound,
}
