using System.Net;
using System.Net.Sockets;
using Chain.Rpc;

namespace Chain.Api;

/// <summary>Who asks, for shares that are fair, and until when the answer is wanted.</summary>
/// <param name="Address">The address; of IPv6 its network, since a subscriber has a whole one.</param>
/// <param name="CancellationToken">Fires when the caller waits no more.</param>
internal readonly record struct Caller(IPAddress Address, CancellationToken CancellationToken)
{
    private const int NetworkBytes = 8;

    public static Caller Of(RpcContext call) => new(NetworkOf(call.Peer?.Address ?? IPAddress.None), call.CancellationToken);

    internal static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
