using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace Chain.Rpc;

/// <summary>What a handler may know of the call it answers.</summary>
public sealed class RpcContext
{
    private readonly HttpContext _http;
    private readonly Server.ConnectionState _connection;
    private RpcMetadata? _requestMetadata;
    private RpcMetadata? _responseHeaders;
    private RpcMetadata? _responseTrailers;

    internal RpcContext(HttpContext http, string method, RpcWire wire, Server.ConnectionState connection)
    {
        _http = http;
        Method = method;
        Wire = wire;
        _connection = connection;
    }

    /// <summary>"/package.Service/Method".</summary>
    public string Method { get; }

    /// <summary>The protocol that the caller speaks.</summary>
    public RpcWire Wire { get; }

    /// <summary>The endpoint that the call came in by.</summary>
    public RpcEndpoint Endpoint => _connection.Endpoint.Endpoint;

    /// <summary>When the caller stops waiting; null when it did not say.</summary>
    public DateTimeOffset? Deadline { get; internal set; }

    /// <summary>Fires when the caller goes away, at the deadline and, for streams, when the server stops.</summary>
    public CancellationToken CancellationToken { get; internal set; }

    /// <summary>Metadata that came with the request.</summary>
    public RpcMetadata RequestMetadata => _requestMetadata ??= ReadRequestMetadata();

    /// <summary>Metadata that goes out before the first message; adding later has no effect.</summary>
    public RpcMetadata ResponseHeaders => _responseHeaders ??= new();

    /// <summary>Metadata that goes out with the status.</summary>
    public RpcMetadata ResponseTrailers => _responseTrailers ??= new();

    /// <summary>The caller's address; null on a Unix socket.</summary>
    public IPEndPoint? Peer => _http.Connection.RemoteIpAddress is { } address ? new(address, _http.Connection.RemotePort) : null;

    /// <summary>Names the connection: calls with the same id share one.</summary>
    public string ConnectionId => _http.Connection.Id;

    /// <summary>The certificate that the caller showed in the TLS handshake.</summary>
    public X509Certificate2? ClientCertificate => _http.Connection.ClientCertificate;

    /// <summary>Ends the whole connection at once, with every call on it.</summary>
    public void AbortConnection() => _connection.Abort();

    internal bool StreamsResponses { get; init; }

    internal RpcMetadata? ResponseHeadersOrNull => _responseHeaders;

    internal RpcMetadata? ResponseTrailersOrNull => _responseTrailers;

    private RpcMetadata ReadRequestMetadata()
    {
        RpcMetadata metadata = new();
        foreach (var (name, values) in _http.Request.Headers)
        {
            foreach (string? value in values)
                metadata.AddReceived(name, value ?? "");
        }
        return metadata;
    }
}
