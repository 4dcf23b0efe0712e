namespace Chain.Network.Transport;

/// <summary>Ends a handshake with a named reason. Caught by the dialer.</summary>
internal sealed class PeerRefusedException(PeerDisconnectReason reason) : Exception(reason.ToString())
{
    public PeerDisconnectReason Reason => reason;
}
