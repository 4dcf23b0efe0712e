using System.Globalization;
using System.Net;

namespace Chain.Network;

/// <summary>Where a node takes connections: a host and a port.</summary>
/// <param name="Host">An IP address in its usual form, or a DNS name.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record PeerEndpoint(string Host, int Port)
{
    /// <summary>The address when the host is one and not a name.</summary>
    public IPAddress? Address => IPAddress.TryParse(Host, out IPAddress? address) ? address : null;

    /// <summary>Reads "host:port" or "[v6]:port": what a configuration or a hello may hold.</summary>
    public static bool TryParse(string text, out PeerEndpoint? endpoint)
    {
        endpoint = null;
        int colon = text.LastIndexOf(':');
        if (text.Length > 260 || colon <= 0
            || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
            return false;
        string host = text[..colon];
        if (host is ['[', .. string inner, ']'])
        {
            if (!inner.Contains(':', StringComparison.Ordinal) || !IPAddress.TryParse(inner, out IPAddress? v6))
                return false;
            endpoint = new(v6.ToString(), port);
            return true;
        }
        // IPAddress.TryParse takes "1" for 0.0.0.1; a host of digits and dots must have four numbers.
        if (host.All(c => c is '.' or (>= '0' and <= '9')))
        {
            if (host.Count(c => c == '.') != 3 || !IPAddress.TryParse(host, out IPAddress? v4))
                return false;
            endpoint = new(v4.ToString(), port);
            return true;
        }
        if (Uri.CheckHostName(host) != UriHostNameType.Dns)
            return false;
        endpoint = new(host.ToLowerInvariant(), port);
        return true;
    }

    /// <summary>"host:port", with brackets around an IPv6 address.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
