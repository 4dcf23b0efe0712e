namespace Chain.Network;

/// <summary>Why a link ended, or never came to be.</summary>
public enum PeerDisconnectReason
{
    /// <summary>We are stopping, or the driver asked for it without a complaint.</summary>
    Closed,

    /// <summary>The connection broke, or the peer closed it.</summary>
    ConnectionLost,

    /// <summary>No answer to pings.</summary>
    Unresponsive,

    /// <summary>The handshake was not finished in time.</summary>
    HandshakeTimeout,

    /// <summary>The certificate does not prove a node key.</summary>
    BadCertificate,

    /// <summary>Another key than the one that was expected at this endpoint, or another on one of the three connections.</summary>
    WrongPeer,

    /// <summary>It is on another chain.</summary>
    OtherGenesis,

    /// <summary>It speaks another version of the protocol.</summary>
    UnsupportedVersion,

    /// <summary>We dialed ourselves.</summary>
    Self,

    /// <summary>The other direction's link of the same pair stays.</summary>
    Duplicate,

    /// <summary>There is no slot for it.</summary>
    Full,

    /// <summary>It is banned.</summary>
    Banned,

    /// <summary>Something else came before the hello, or a second hello, or a malformed frame.</summary>
    ProtocolViolation,

    /// <summary>A message above the limit of its kind.</summary>
    OversizedFrame,

    /// <summary>More frames or bytes than the limits of rate allow, for too long.</summary>
    RateExceeded,

    /// <summary>Its penalties reached the threshold.</summary>
    Misbehaved,
}
