using System.Collections.Frozen;

namespace Chain.Rpc.Server;

/// <summary>An endpoint with what is derived from it once: the table of methods and the counter of calls.</summary>
internal sealed class EndpointState(RpcEndpoint endpoint)
{
    public RpcEndpoint Endpoint => endpoint;

    public FrozenDictionary<string, ServerMethod> Methods { get; } =
        endpoint.Services.SelectMany(s => s.Methods.Values).ToFrozenDictionary(m => m.Path, StringComparer.Ordinal);

    public FrozenSet<string> Services { get; } = endpoint.Services.Select(s => s.FullName).ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> AllowedHosts { get; } = endpoint.AllowedHosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public FrozenSet<string> AllowedOrigins { get; } = endpoint.AllowedOrigins.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public RpcMessageLimit ReceiveLimit { get; } = RpcMessageLimit.Bytes(endpoint.Limits.ReceiveBytesMax);

    public CallGate Gate { get; } = new(endpoint.Limits);
}
