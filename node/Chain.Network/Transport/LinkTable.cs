using System.Net;

namespace Chain.Network.Transport;

/// <summary>
/// At most one link a peer. When two nodes dial each other at once, both keep the link that the smaller id dialed: each decides alone and both decide the same.
/// A peer that dials again while its earlier dial looks alive to us has lost that one; its key is proved, so the new link takes the old one's place.
/// </summary>
internal sealed class LinkTable(PeerId self, PeerLimits limits)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<PeerId, PeerLink> _links = [];

    public PeerLink? Find(PeerId peer)
    {
        lock (_lock)
            return _links.GetValueOrDefault(peer);
    }

    public IReadOnlyList<PeerLink> All()
    {
        lock (_lock)
            return [.. _links.Values];
    }

    /// <summary>Before we say hello: may this dial of ours go on? Null when it may; <paramref name="replaced"/> is then to be closed.</summary>
    public PeerDisconnectReason? AddOutbound(PeerLink link, out PeerLink? replaced)
    {
        replaced = null;
        lock (_lock)
        {
            if (_links.TryGetValue(link.Peer, out PeerLink? other))
            {
                // Only against a dial of theirs that is not finished can ours win.
                if (other.IsUp || other.Direction == PeerDirection.Outbound || self > link.Peer)
                    return PeerDisconnectReason.Duplicate;
                replaced = other;
            }
            _links[link.Peer] = link;
            return null;
        }
    }

    /// <summary>A hello of a link that a peer dialed: may it go on? Null when it may. The first of its hellos puts the link in; the others find it.</summary>
    /// <param name="link">A link for this hello; the one to use afterwards.</param>
    /// <param name="nowMs">Now.</param>
    /// <param name="replaced">To be closed.</param>
    public PeerDisconnectReason? AddInbound(ref PeerLink link, long nowMs, out PeerLink? replaced)
    {
        replaced = null;
        lock (_lock)
        {
            if (_links.TryGetValue(link.Peer, out PeerLink? other))
            {
                if (other.Direction == PeerDirection.Inbound && other.LinkId == link.LinkId)
                {
                    link = other;
                    return null;
                }
                if (other.Direction == PeerDirection.Outbound && self < link.Peer)
                    return PeerDisconnectReason.Duplicate;
                replaced = other;
            }
            else if (FullReason(link.Address, nowMs, out replaced) is { } full)
            {
                return full;
            }
            if (replaced is not null)
                _links.Remove(replaced.Peer);
            _links[link.Peer] = link;
            return null;
        }
    }

    public void Remove(PeerLink link)
    {
        lock (_lock)
        {
            if (_links.TryGetValue(link.Peer, out PeerLink? present) && present == link)
                _links.Remove(link.Peer);
        }
    }

    /// <summary>When all slots are taken, the link that was silent longest makes room, if it was silent long enough: a live peer repeats its state every second.</summary>
    private PeerDisconnectReason? FullReason(IPAddress? address, long nowMs, out PeerLink? evicted)
    {
        evicted = null;
        int inbound = 0;
        int sameAddress = 0;
        PeerLink? quietest = null;
        foreach (PeerLink link in _links.Values)
        {
            if (link.Direction != PeerDirection.Inbound)
                continue;
            inbound++;
            if (Equals(link.Address, address))
                sameAddress++;
            if (quietest is null || link.LastReceivedMs < quietest.LastReceivedMs)
                quietest = link;
        }
        if (sameAddress >= limits.InboundPerAddressMax)
            return PeerDisconnectReason.Full;
        if (inbound < limits.InboundMax)
            return null;
        if (quietest is null || nowMs - quietest.LastReceivedMs < (long)limits.EvictableSilence.TotalMilliseconds)
            return PeerDisconnectReason.Full;
        evicted = quietest;
        return null;
    }
}
