using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Chain.Rpc.Server;

/// <summary>The settings of the HTTP server, with the reasons for those that are not its defaults.</summary>
internal static class KestrelSetup
{
    public static void Apply(KestrelServerOptions kestrel, RpcServerOptions options, Dictionary<RpcEndpoint, ListenOptions> listeners)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        // A quiet client stream is normal; with a minimum rate it would take its whole HTTP/2 connection down. Requests and writes have timeouts of their own.
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.MaxConcurrentConnections = options.Endpoints.Sum(e => (long)e.Limits.ConnectionsMax);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MaxRequestBodySize = 64 * 1024; // of pages; calls lift it and count messages
        limits.Http2.MaxStreamsPerConnection = options.Endpoints.Max(e => e.Limits.StreamsPerConnectionMax);
        limits.Http2.KeepAlivePingDelay = options.KeepAlivePingDelay;
        limits.Http2.KeepAlivePingTimeout = options.KeepAlivePingTimeout;
        limits.Http2.InitialConnectionWindowSize = options.ConnectionWindowBytes;
        limits.Http2.InitialStreamWindowSize = options.StreamWindowBytes;
        foreach (RpcEndpoint endpoint in options.Endpoints)
            Listen(kestrel, endpoint, options, listeners);
    }

    private static void Listen(KestrelServerOptions kestrel, RpcEndpoint endpoint, RpcServerOptions options, Dictionary<RpcEndpoint, ListenOptions> listeners)
    {
        EndpointState state = new(endpoint);
        if (endpoint.Address is UnixDomainSocketEndPoint unix)
            kestrel.ListenUnixSocket(unix.ToString(), Configure);
        else
            kestrel.Listen((IPEndPoint)endpoint.Address, Configure);

        void Configure(ListenOptions listen)
        {
            listeners.Add(endpoint, listen);
            // Cleartext HTTP/1.1 and HTTP/2 cannot share a port: there is no negotiation.
            listen.Protocols = !endpoint.IsHttp ? HttpProtocols.Http2 : endpoint.Tls is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
            listen.Use(next => connection => ServeAsync(connection, next, state, options.Time));
            if (endpoint.Tls is { } tls)
                listen.UseHttps(https => Secure(https, tls));
            // After TLS, so that it sees frames. HTTP/1.1 has none.
            if (!endpoint.IsHttp)
                listen.Use(next => connection => WatchAsync(connection, next, endpoint.Limits, options.Time));
        }
    }

    /// <summary>Everything that happens on one connection, TLS included, happens inside.</summary>
    private static async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next, EndpointState endpoint, TimeProvider time)
    {
        IPAddress? address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (address is not null && endpoint.Endpoint.AcceptAddress is { } accept && !accept(address))
        {
            connection.Abort(new ConnectionAbortedException("this address is not accepted"));
            return;
        }
        if (!endpoint.Gate.EnterConnection(address))
        {
            connection.Abort(new ConnectionAbortedException("too many connections from this address"));
            return;
        }
        using ConnectionState state = new(endpoint, connection, time);
        connection.Features.Set(state);
        try
        {
            await next(connection);
        }
        finally
        {
            endpoint.Gate.LeaveConnection(address);
        }
    }

    private static Task WatchAsync(ConnectionContext connection, ConnectionDelegate next, RpcLimits limits, TimeProvider time)
    {
        ConnectionState state = connection.Features.Get<ConnectionState>()!;
        connection.Transport = new WatchedPipe(connection.Transport, new Http2ControlCounter(limits.ControlFramesPerSecondMax, time), state.Abort);
        return next(connection);
    }

    private static void Secure(HttpsConnectionAdapterOptions https, RpcServerTls tls)
    {
        https.ServerCertificate = tls.Certificate;
        https.SslProtocols = SslProtocols.Tls13;
        https.HandshakeTimeout = tls.HandshakeTimeout;
        https.OnAuthenticate = (_, ssl) =>
        {
            ssl.AllowTlsResume = false;
            // A certificate may name places to fetch its issuers from; we go nowhere on a stranger's word.
            ssl.CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
        };
        if (tls.AcceptClient is not { } accept)
            return;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (certificate, _, errors) => !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) && accept(certificate);
    }
}
