using System.Net;
using System.Net.Sockets;

namespace Chain.Network;

/// <summary>Which addresses of others are worth knowing.</summary>
public static class AddressRules
{
    /// <summary>Entries that an address message may have.</summary>
    public const int EntriesMax = 1000;

    /// <summary>The entries of an address message that can be dialed from anywhere, each once; null when there are too many entries, which no correct node sends.</summary>
    /// <param name="endpoints">The entries as text.</param>
    /// <param name="allowPrivate">Keeps private and loopback addresses: for networks that live on them.</param>
    public static IReadOnlyList<PeerEndpoint>? Validate(IReadOnlyList<string> endpoints, bool allowPrivate)
    {
        if (endpoints.Count > EntriesMax)
            return null;
        List<PeerEndpoint> kept = [];
        HashSet<PeerEndpoint> seen = [];
        foreach (string text in endpoints)
        {
            // Names are for configuration: a stranger's name would make us ask a stranger's name server.
            if (PeerEndpoint.TryParse(text, out PeerEndpoint? endpoint) && endpoint!.Address is { } address
                && (IsRoutable(address) || (allowPrivate && IsDialable(address))) && seen.Add(endpoint))
                kept.Add(endpoint);
        }
        return kept;
    }

    /// <summary>True for an address that is reachable from the whole internet.</summary>
    public static bool IsRoutable(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return IsRoutable(address.MapToIPv4());
        if (!IsDialable(address) || IPAddress.IsLoopback(address))
            return false;
        byte[] b = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return (b[0] & 0xE0) == 0x20 && !(b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == 0xB8);
        return b[0] switch
        {
            0 or 10 or 127 => false,
            100 => b[1] is < 64 or > 127,
            169 => b[1] != 254,
            172 => b[1] is < 16 or > 31,
            192 => !(b[1] == 168 || (b[1] == 0 && b[2] is 0 or 2)),
            198 => !(b[1] is 18 or 19 || (b[1] == 51 && b[2] == 100)),
            203 => !(b[1] == 0 && b[2] == 113),
            >= 224 => false,
            _ => true,
        };
    }

    /// <summary>The part of the network an address belongs to: peers of one group may be one person's. /16 of IPv4, /32 of IPv6.</summary>
    public static string GroupOf(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        byte[] b = plain.GetAddressBytes();
        return plain.AddressFamily == AddressFamily.InterNetwork ? $"4:{b[0]}.{b[1]}" : $"6:{Convert.ToHexStringLower(b.AsSpan(0, 4))}";
    }

    private static bool IsDialable(IPAddress address) =>
        !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !address.Equals(IPAddress.Broadcast) && !address.IsIPv6Multicast && !address.IsIPv6LinkLocal;
}
