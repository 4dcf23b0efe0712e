namespace Chain.Network;

/// <summary>The network seam: the driver speaks to peers through it, the simulator replaces it. Every method returns at once; what comes of it arrives as a <see cref="PeerEvent"/>.</summary>
/// <remarks>Called by the driver's thread only. Frames of one channel of one link arrive in the order sent, none twice; frames on their way when a link ends are lost.</remarks>
public interface IPeerTransport
{
    /// <summary>Who we are.</summary>
    PeerId Self { get; }

    /// <summary>Hands a message to the peer's bounded queue. The memory must not change afterwards.</summary>
    /// <param name="peer">A connected peer.</param>
    /// <param name="channel">The connection to use.</param>
    /// <param name="payload">A serialised ConsensusMessage, TransactionsMessage or SyncMessage with exactly one field set.</param>
    /// <returns>False when the queue is full or the peer is not connected: nothing was taken.</returns>
    bool TrySend(PeerId peer, PeerChannel channel, ReadOnlyMemory<byte> payload);

    /// <summary>Ends the link, if there is one. With a ban the peer is refused for a while, whoever dials.</summary>
    void Disconnect(PeerId peer, PeerDisconnectReason reason, bool ban);

    /// <summary>Tries once to open a link. Ends in <see cref="PeerEvent.Connected"/> or <see cref="PeerEvent.DialFailed"/>.</summary>
    void Dial(PeerEndpoint endpoint);

    /// <summary>The height that hellos of new links tell.</summary>
    void SetHeight(ulong height);
}
