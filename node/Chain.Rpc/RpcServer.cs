using System.Net;
using Chain.Rpc.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chain.Rpc;

/// <summary>Listens on its endpoints from <see cref="StartAsync"/> until it is disposed.</summary>
/// <remarks>Bare Kestrel: no routing, no middleware, no signal handlers. The process decides when it ends.</remarks>
public sealed class RpcServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping;
    private readonly Dictionary<RpcEndpoint, ListenOptions> _listeners;
    private readonly TimeSpan _stopTimeout;
    private int _stopped;

    private RpcServer(WebApplication app, CancellationTokenSource stopping, Dictionary<RpcEndpoint, ListenOptions> listeners, TimeSpan stopTimeout)
    {
        _app = app;
        _stopping = stopping;
        _listeners = listeners;
        _stopTimeout = stopTimeout;
    }

    /// <summary>Opens every endpoint, or none.</summary>
    /// <exception cref="RpcBindException">An endpoint cannot be opened.</exception>
    public static async Task<RpcServer> StartAsync(RpcServerOptions options, CancellationToken cancellationToken = default)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        Dictionary<RpcEndpoint, ListenOptions> listeners = new(ReferenceEqualityComparer.Instance);
        builder.Services.AddSingleton(options.Logging);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<SocketTransportOptions>(o => o.CreateBoundListenSocket = address => ListenSocket.Bind(address, options.Endpoints));
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => KestrelSetup.Apply(kestrel, options, listeners));
        WebApplication app = builder.Build();

        CancellationTokenSource stopping = new();
        CallRunner runner = new(options.Time, options.Logging.CreateLogger("Chain.Rpc"), stopping.Token);
        app.Run(new Dispatcher(runner).DispatchAsync);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            stopping.Dispose();
            throw;
        }
        return new RpcServer(app, stopping, listeners, options.StopTimeout);
    }

    /// <summary>Where an endpoint listens: with the port that was taken, when 0 was asked for.</summary>
    public EndPoint AddressOf(RpcEndpoint endpoint) => _listeners[endpoint].EndPoint;

    /// <summary>The port that an endpoint listens on.</summary>
    public int PortOf(RpcEndpoint endpoint) => ((IPEndPoint)AddressOf(endpoint)).Port;

    /// <summary>Takes no more calls, ends streams with UNAVAILABLE, lets single calls finish for a while, then closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        await _stopping.CancelAsync();
        using CancellationTokenSource timeout = new(_stopTimeout);
        await _app.StopAsync(timeout.Token);
        await _app.DisposeAsync();
        _stopping.Dispose();
        foreach (RpcEndpoint endpoint in _listeners.Keys)
            ListenSocket.Remove(endpoint.Address);
    }

    /// <summary>The usual lifetime takes SIGTERM and SIGINT for itself; those belong to the process.</summary>
    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
