using System.Net;
using Chain.Rpc;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chain.Api;

/// <summary>Where the public API listens, and what the host adds to it.</summary>
public sealed record ApiServerOptions
{
    /// <summary>The address of both ports.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>gRPC; 0 takes a free port.</summary>
    public int GrpcPort { get; init; }

    /// <summary>Connect, JSON and pages; 0 takes a free port.</summary>
    public int HttpPort { get; init; }

    /// <summary>TLS of both ports; null is cleartext, for loopback.</summary>
    public RpcServerTls? Tls { get; init; }

    /// <summary>Host names under which callers may reach this node, beside localhost and the address itself. Others are refused: a web page could point a name of its own at this address.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Web origins whose pages may call; empty allows none but this server's own pages.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Pages of the host by exact path, such as "/metrics"; they replace those of the same path here.</summary>
    public IReadOnlyDictionary<string, RequestDelegate> Pages { get; init; } = new Dictionary<string, RequestDelegate>(StringComparer.Ordinal);

    /// <summary>Services of the host, served beside the Ledger on both ports.</summary>
    public IReadOnlyList<RpcService> Services { get; init; } = [];

    /// <summary>Whether contracts may name <c>console</c> when they are simulated and viewed: on a node of an author's own, never on a network.</summary>
    public bool AllowConsole { get; init; }

    /// <summary>Where the server reports.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock of deadlines and waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a stream waits for its reader to take a message.</summary>
    public TimeSpan StreamPatience { get; init; } = TimeSpan.FromMilliseconds(ApiLimits.StreamWriteMs);

    /// <summary>Streams at the same time from one address.</summary>
    public int StreamsPerAddressMax { get; init; } = ApiLimits.StreamsPerAddressMax;

    /// <summary>Streams at the same time of all.</summary>
    public int StreamsMax { get; init; } = ApiLimits.StreamsMax;
}
