using System.Net;

namespace Chain.Network.Transport;

/// <summary>Who is refused, until when. Bounded: a stranger can make as many keys as it likes, so beyond the bound the ban that ends first goes.</summary>
internal sealed class BanList
{
    private const int EntriesMax = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<PeerId, long> _peers = [];
    private readonly Dictionary<IPAddress, long> _addresses = [];

    /// <summary>An address is banned with its peer only when it is a public one: behind a private one there are others.</summary>
    public void Add(PeerId peer, IPAddress? address, long untilMs)
    {
        lock (_lock)
        {
            Put(_peers, peer, untilMs);
            if (address is not null && AddressRules.IsRoutable(address))
                Put(_addresses, address, untilMs);
        }
    }

    public bool Contains(PeerId peer, IPAddress? address, long nowMs)
    {
        lock (_lock)
            return Contains(_peers, peer, nowMs) || (address is not null && Contains(_addresses, address, nowMs));
    }

    public bool Contains(IPAddress address, long nowMs)
    {
        lock (_lock)
            return Contains(_addresses, address, nowMs);
    }

    private static void Put<T>(Dictionary<T, long> bans, T key, long untilMs)
        where T : notnull
    {
        if (bans.Count >= EntriesMax && !bans.ContainsKey(key))
            bans.Remove(bans.MinBy(b => b.Value).Key);
        bans[key] = untilMs;
    }

    private static bool Contains<T>(Dictionary<T, long> bans, T key, long nowMs)
        where T : notnull
    {
        if (!bans.TryGetValue(key, out long untilMs))
            return false;
        if (nowMs < untilMs)
            return true;
        bans.Remove(key);
        return false;
    }
}
