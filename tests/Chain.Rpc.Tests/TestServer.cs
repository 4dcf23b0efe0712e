using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Chain.Rpc.Tests;

/// <summary>A server with the echo service on a gRPC and an HTTP endpoint of free ports, and a client.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly List<RpcChannel> _channels = [];

    private TestServer(RpcServer server, EchoService echo, RpcHealth health, RpcEndpoint grpc, RpcEndpoint http, ListLogger log)
    {
        Server = server;
        Echo = echo;
        Health = health;
        GrpcAddress = new Uri($"http://127.0.0.1:{server.PortOf(grpc)}");
        HttpAddress = new Uri($"http://127.0.0.1:{server.PortOf(http)}");
        Log = log;
        Client = NewClient();
    }

    public RpcServer Server { get; }

    public EchoService Echo { get; }

    public RpcHealth Health { get; }

    public Uri GrpcAddress { get; }

    public Uri HttpAddress { get; }

    public ListLogger Log { get; }

    public RpcClient Client { get; }

    public static async Task<TestServer> StartAsync(
        RpcLimits? limits = null,
        Func<RpcEndpoint, RpcEndpoint>? http = null,
        Func<RpcEndpoint, RpcEndpoint>? grpc = null,
        RpcMessageLimit? sayLimit = null,
        TimeProvider? time = null)
    {
        EchoService echo = new();
        RpcHealth health = new();
        RpcService service = echo.Build(sayLimit);
        List<RpcService> services = [service, health.Service, .. RpcReflection.Services([service, health.Service])];
        RpcEndpoint grpcEndpoint = RpcEndpoint.Grpc("gRPC", new(IPAddress.Loopback, 0)) with { Services = services, Limits = limits ?? new() };
        RpcEndpoint httpEndpoint = RpcEndpoint.Http("HTTP", new(IPAddress.Loopback, 0)) with
        {
            Services = services,
            Limits = limits ?? new(),
            Pages = new Dictionary<string, RequestDelegate>(StringComparer.Ordinal) { ["/health/live"] = c => c.Response.WriteAsync("live\n") },
        };
        grpcEndpoint = grpc?.Invoke(grpcEndpoint) ?? grpcEndpoint;
        httpEndpoint = http?.Invoke(httpEndpoint) ?? httpEndpoint;
        ListLogger log = new();
        RpcServer server = await RpcServer.StartAsync(new()
        {
            Endpoints = [grpcEndpoint, httpEndpoint],
            Logging = LoggerFactory.Create(b => b.AddProvider(log)),
            Time = time ?? TimeProvider.System,
        });
        return new(server, echo, health, grpcEndpoint, httpEndpoint, log);
    }

    public RpcChannel NewChannel(RpcChannelOptions? options = null)
    {
        RpcChannel channel = new(GrpcAddress, options);
        _channels.Add(channel);
        return channel;
    }

    public RpcClient NewClient(RpcChannelOptions? options = null) => new(NewChannel(options), EchoService.Descriptor);

    public async ValueTask DisposeAsync()
    {
        foreach (RpcChannel channel in _channels)
            channel.Dispose();
        await Server.DisposeAsync();
    }
}
