namespace Chain.Network;

/// <summary>What the transport tells the driver. Posted into one bounded channel; when it is full, the transport stops reading from its peers.</summary>
public abstract record PeerEvent
{
    private PeerEvent()
    {
    }

    /// <summary>All three connections are open and prove the same key. Frames follow only after this.</summary>
    /// <param name="Peer">Who it is.</param>
    /// <param name="Hello">What it says of itself.</param>
    /// <param name="Direction">Who opened the link.</param>
    /// <param name="Endpoint">The address at the other end of the socket; for an outbound link the one we dialed.</param>
    public sealed record Connected(PeerId Peer, PeerHello Hello, PeerDirection Direction, PeerEndpoint Endpoint) : PeerEvent;

    /// <summary>A link that was connected is gone, with all three connections. No frame follows.</summary>
    /// <param name="Peer">Who it was.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Disconnected(PeerId Peer, PeerDisconnectReason Reason) : PeerEvent;

    /// <summary>A message came: one field of the channel's oneof, within the limit of its kind, not parsed further.</summary>
    /// <param name="Peer">Who sent it.</param>
    /// <param name="Channel">By which connection.</param>
    /// <param name="Payload">The bytes; nobody else uses them.</param>
    /// <param name="ReceivedAtMs">Our clock, milliseconds since 1970.</param>
    public sealed record FrameReceived(PeerId Peer, PeerChannel Channel, ReadOnlyMemory<byte> Payload, long ReceivedAtMs) : PeerEvent;

    /// <summary>A dial that led to no link. Duplicates are told too: the pair is linked already.</summary>
    /// <param name="Endpoint">What was dialed.</param>
    /// <param name="Reason">Why there is no link.</param>
    /// <param name="Text">The reason for people.</param>
    public sealed record DialFailed(PeerEndpoint Endpoint, PeerDisconnectReason Reason, string Text) : PeerEvent;
}
