using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Chain.Rpc;

/// <summary>One place that a server listens on: an address, the protocols spoken there, and the services reached there.</summary>
public sealed record RpcEndpoint
{
    private RpcEndpoint(string name, EndPoint address, bool isHttp)
    {
        Name = name;
        Address = address;
        IsHttp = isHttp;
    }

    /// <summary>For messages to people, such as "gRPC API".</summary>
    public string Name { get; }

    /// <summary>Where to listen. Port 0 takes a free one; <see cref="RpcServer.AddressOf"/> tells which.</summary>
    public EndPoint Address { get; }

    /// <summary>True for an endpoint that speaks HTTP/1.1 (and, with TLS, HTTP/2); false for HTTP/2 alone.</summary>
    public bool IsHttp { get; }

    /// <summary>The services reached here.</summary>
    public IReadOnlyList<RpcService> Services { get; init; } = [];

    /// <summary>Null: cleartext, for loopback and Unix sockets.</summary>
    public RpcServerTls? Tls { get; init; }

    /// <summary>Bounds of this endpoint.</summary>
    public RpcLimits Limits { get; init; } = new();

    /// <summary>Asked for each connection before anything is read from it, TLS included; null accepts all.</summary>
    public Func<IPAddress, bool>? AcceptAddress { get; init; }

    /// <summary>Host names (without port) that requests may name; empty allows all. It stops a web page from reaching us through a name of its own that it points at our address (DNS rebinding).</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Web origins, such as "https://app.example", whose pages may call from a browser; empty allows none but our own.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Plain pages by exact path, such as "/metrics". GET and HEAD only.</summary>
    public IReadOnlyDictionary<string, RequestDelegate> Pages { get; init; } = new Dictionary<string, RequestDelegate>(StringComparer.Ordinal);

    /// <summary>Answers GET and HEAD of paths that are neither a method nor a page; null answers 404.</summary>
    public RequestDelegate? Fallback { get; init; }

    /// <summary>HTTP/2 alone: gRPC, and Connect for clients that speak it so.</summary>
    public static RpcEndpoint Grpc(string name, IPEndPoint address) => new(name, address, false);

    /// <summary>HTTP/1.1, and HTTP/2 with TLS: Connect, JSON and plain pages.</summary>
    public static RpcEndpoint Http(string name, IPEndPoint address) => new(name, address, true);

    /// <summary>gRPC on a Unix socket that only its owner may open (mode 0600, set before it listens).</summary>
    public static RpcEndpoint UnixSocket(string name, string path) => new(name, new UnixDomainSocketEndPoint(path), false);
}
