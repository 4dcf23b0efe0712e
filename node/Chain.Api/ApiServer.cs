using System.Net;
using System.Net.Sockets;
using Chain.Api.Pages;
using Chain.Node.Face;
using Chain.Rpc;
using Chain.Storage.Stores;
using Microsoft.AspNetCore.Http;

namespace Chain.Api;

/// <summary>The public API of a node on its two ports: gRPC with health and reflection, and HTTP with the Connect protocol, pages, and what the host adds.</summary>
public sealed class ApiServer : IAsyncDisposable
{
    private const string LedgerName = "chain.v1.Ledger";
    private const string ContractsName = "chain.v1.Contracts";

    private readonly LedgerService _ledger;
    private readonly RpcServer _server;

    private ApiServer(LedgerService ledger, RpcServer server, RpcHealth health, int grpcPort, int httpPort)
    {
        _ledger = ledger;
        _server = server;
        Health = health;
        GrpcPort = grpcPort;
        HttpPort = httpPort;
    }

    /// <summary>The port of gRPC.</summary>
    public int GrpcPort { get; }

    /// <summary>The port of Connect and pages.</summary>
    public int HttpPort { get; }

    /// <summary>What grpc.health.v1 tells; the host sets a service to not serving while it starts or stops.</summary>
    public RpcHealth Health { get; }

    /// <summary>Streams that are being served, for metrics.</summary>
    public int OpenStreams => _ledger.OpenStreams;

    /// <summary>Streams that are about to be closed because their readers are too slow, for metrics.</summary>
    public int SlowStreams => _ledger.SlowStreams;

    /// <summary>Opens both ports over a node, or neither.</summary>
    /// <exception cref="RpcBindException">A port cannot be opened.</exception>
    public static async Task<ApiServer> StartAsync(
        NodeHandle node, StateStore state, HistoryStore history, ApiServerOptions options, CancellationToken cancellationToken = default)
    {
        var ledger = new LedgerService(node, state, history, options.Time, options.StreamPatience, options.AllowConsole);
        var health = new RpcHealth();
        health.Set(LedgerName, serving: true);
        health.Set(ContractsName, serving: true);
        IReadOnlyList<RpcService> services = [ledger.Service, ledger.Contracts, .. options.Services];
        var limits = new RpcLimits
        {
            ReceiveBytesMax = ApiLimits.RequestBytesMax,
            SendBytesMax = ApiLimits.ResponseBytesMax,
            StreamingCallsMax = options.StreamsMax,
            StreamingCallsPerAddressMax = options.StreamsPerAddressMax,
            // Ours is half of it and tells the cursor; this one is the end for a reader that does not take even that.
            StreamWriteTimeout = options.StreamPatience + options.StreamPatience,
        };
        RpcEndpoint grpc = RpcEndpoint.Grpc("gRPC API", new IPEndPoint(options.Address, options.GrpcPort)) with
        {
            Services = [.. services, health.Service, .. RpcReflection.Services([.. services, health.Service])],
            Tls = options.Tls,
            Limits = limits,
            AllowedHosts = Hosts(options),
        };
        RpcEndpoint http = RpcEndpoint.Http("HTTP API", new IPEndPoint(options.Address, options.HttpPort)) with
        {
            Services = services,
            Tls = options.Tls,
            Limits = limits,
            AllowedHosts = Hosts(options),
            AllowedOrigins = options.AllowedOrigins,
            Pages = AllPages(node, options),
        };
        try
        {
            RpcServer server = await RpcServer.StartAsync(new RpcServerOptions { Endpoints = [grpc, http], Logging = options.Logging, Time = options.Time }, cancellationToken);
            return new ApiServer(ledger, server, health, server.PortOf(grpc), server.PortOf(http));
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Ends streams with UNAVAILABLE, lets single calls finish for a while, and closes both ports.</summary>
    public async ValueTask DisposeAsync()
    {
        Health.Set(LedgerName, serving: false);
        Health.Set(ContractsName, serving: false);
        await _server.DisposeAsync();
        _ledger.Dispose();
    }

    private static List<string> Hosts(ApiServerOptions options)
    {
        List<string> hosts = ["localhost", "127.0.0.1", "[::1]", .. options.HostNames];
        bool isAny = options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any);
        if (!isAny)
            hosts.Add(options.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{options.Address}]" : options.Address.ToString());
        return hosts;
    }

    private static Dictionary<string, RequestDelegate> AllPages(NodeHandle node, ApiServerOptions options)
    {
        var pages = new Dictionary<string, RequestDelegate>(StringComparer.Ordinal)
        {
            ["/"] = StatusPage.Load().AnswerAsync,
            ["/health/live"] = new HealthPages(node).LiveAsync,
            ["/health/ready"] = new HealthPages(node).ReadyAsync,
        };
        foreach ((string path, RequestDelegate page) in options.Pages)
            pages[path] = page;
        return pages;
    }
}
