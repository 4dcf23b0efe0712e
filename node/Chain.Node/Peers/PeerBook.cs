using Chain.Network;
using Chain.Node.Driving;
using Chain.Node.Face;
using Chain.Protocol.Peer.V1;
using Google.Protobuf;

namespace Chain.Node.Peers;

/// <summary>The connected peers: who is there, sending to them, and what bad messages cost.</summary>
internal sealed class PeerBook(DriverContext context)
{
    /// <summary>How long the conduct of a peer that left is remembered: as long as penalties need to fade.</summary>
    private const ulong RememberedMs = PeerScore.BanPoints * PeerScore.FadeMs;

    // Keys are free for strangers: beyond the bound whoever left first is forgotten.
    private const int RememberedMax = 1024;

    private readonly SortedDictionary<PeerId, Peer> _peers = [];
    private readonly SortedDictionary<PeerId, (PeerConduct Conduct, ulong LeftAtMs)> _left = [];

    public int Count => _peers.Count;

    /// <summary>In the order of their ids.</summary>
    public IEnumerable<Peer> All => _peers.Values;

    public Peer? Find(PeerId id) => _peers.GetValueOrDefault(id);

    public Peer Add(PeerEvent.Connected connected)
    {
        bool isRemembered = _left.Remove(connected.Peer, out (PeerConduct Conduct, ulong LeftAtMs) left) && context.NowMs < left.LeftAtMs + RememberedMs;
        PeerConduct conduct = _peers.GetValueOrDefault(connected.Peer)?.Conduct ?? (isRemembered ? left.Conduct : new PeerConduct(context.NowMs));
        var peer = new Peer(connected.Peer, connected.Hello, connected.Direction, connected.Endpoint, conduct);
        _peers[connected.Peer] = peer;
        return peer;
    }

    public void Remove(PeerId id)
    {
        if (!_peers.Remove(id, out Peer? peer))
            return;
        if (_left.Count == RememberedMax)
            _left.Remove(_left.MinBy(static left => left.Value.LeftAtMs).Key);
        _left[id] = (peer.Conduct, context.NowMs);
    }

    /// <summary>False when the peer's queue is full: what is sent again later needs no care, since round states repeat.</summary>
    public bool Send(Peer peer, ConsensusMessage message) =>
        context.Transport.TrySend(peer.Id, PeerChannel.Consensus, message.ToByteArray());

    public bool Send(Peer peer, TransactionsMessage message) =>
        context.Transport.TrySend(peer.Id, PeerChannel.Transactions, message.ToByteArray());

    public bool Send(Peer peer, SyncMessage message) =>
        context.Transport.TrySend(peer.Id, PeerChannel.Sync, message.ToByteArray());

    /// <summary>To everyone; encoded once.</summary>
    public void Broadcast(ConsensusMessage message)
    {
        byte[] payload = message.ToByteArray();
        foreach (Peer peer in _peers.Values)
            context.Transport.TrySend(peer.Id, PeerChannel.Consensus, payload);
    }

    /// <summary>A message that no correct node sends. Enough of them, and the peer is banned.</summary>
    public void Reject(Peer peer, int penalty, string why)
    {
        peer.Conduct.Score = peer.Conduct.Score.After(PeerVerdict.Reject, penalty, (long)context.NowMs);
        context.Counters.Rejected++;
        NodeLog.Rejected(context.Logger, peer.Id, penalty, peer.Conduct.Score.Points, why);
        if (!peer.Conduct.Score.IsBanned)
            return;
        NodeLog.Banned(context.Logger, peer.Id, peer.Endpoint, why);
        context.Transport.Disconnect(peer.Id, PeerDisconnectReason.Misbehaved, ban: true);
    }

    public IReadOnlyList<PeerStatus> Statuses() =>
        [.. _peers.Values.Select(peer => new PeerStatus(
            peer.Id.ToString(), peer.Endpoint.ToString(), peer.StoredHeight, peer.Direction == PeerDirection.Outbound, peer.Conduct.Score.Points))];
}
