using Chain.Primitives;
using Chain.Protocol.Peer.V1;

namespace Chain.Network.Transport;

/// <summary>Hello messages, to and from the wire.</summary>
internal static class Hellos
{
    public const int LinkIdBytes = 16;

    private const int SoftwareCharsMax = 64;

    /// <summary>False when a field has an impossible form. Whether we like what it says is another question.</summary>
    public static bool TryRead(Hello? message, out PeerHello hello)
    {
        hello = null!;
        if (message is null || message.GenesisHash.Length != Hash256.Length || message.LinkId.Length != LinkIdBytes || message.Software.Length > SoftwareCharsMax)
            return false;
        foreach (char c in message.Software)
        {
            if (c is < ' ' or > '~')
                return false;
        }
        PeerEndpoint? listen = null;
        if (message.ListenEndpoint.Length > 0 && !PeerEndpoint.TryParse(message.ListenEndpoint, out listen))
            return false;
        hello = new(message.ProtocolVersion, new Hash256(message.GenesisHash.Span), message.Height, listen, message.Software);
        return true;
    }

    /// <summary>Why a peer that says this is not for us, or null.</summary>
    public static PeerDisconnectReason? Refusal(PeerHello hello, PeerTransportOptions options)
    {
        if (hello.GenesisHash != options.GenesisHash)
            return PeerDisconnectReason.OtherGenesis;
        return hello.ProtocolVersion != options.ProtocolVersion ? PeerDisconnectReason.UnsupportedVersion : null;
    }

    public static Refusal.Types.Reason ToWire(PeerDisconnectReason reason) => reason switch
    {
        PeerDisconnectReason.OtherGenesis => Protocol.Peer.V1.Refusal.Types.Reason.OtherGenesis,
        PeerDisconnectReason.UnsupportedVersion => Protocol.Peer.V1.Refusal.Types.Reason.UnsupportedVersion,
        PeerDisconnectReason.Self => Protocol.Peer.V1.Refusal.Types.Reason.Self,
        PeerDisconnectReason.Full => Protocol.Peer.V1.Refusal.Types.Reason.Full,
        PeerDisconnectReason.Banned => Protocol.Peer.V1.Refusal.Types.Reason.Banned,
        PeerDisconnectReason.Duplicate => Protocol.Peer.V1.Refusal.Types.Reason.Duplicate,
        _ => Protocol.Peer.V1.Refusal.Types.Reason.Malformed,
    };

    public static PeerDisconnectReason FromWire(Refusal.Types.Reason reason) => reason switch
    {
        Protocol.Peer.V1.Refusal.Types.Reason.OtherGenesis => PeerDisconnectReason.OtherGenesis,
        Protocol.Peer.V1.Refusal.Types.Reason.UnsupportedVersion => PeerDisconnectReason.UnsupportedVersion,
        Protocol.Peer.V1.Refusal.Types.Reason.Self => PeerDisconnectReason.Self,
        Protocol.Peer.V1.Refusal.Types.Reason.Full => PeerDisconnectReason.Full,
        Protocol.Peer.V1.Refusal.Types.Reason.Banned => PeerDisconnectReason.Banned,
        Protocol.Peer.V1.Refusal.Types.Reason.Duplicate => PeerDisconnectReason.Duplicate,
        _ => PeerDisconnectReason.ConnectionLost,
    };
}
