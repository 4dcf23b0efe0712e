using System.Net.Sockets;
using Chain.Rpc.Client;
using Google.Protobuf;

namespace Chain.Rpc;

/// <summary>The way to one server: connections over HTTP/2, and the four kinds of calls. For use by many threads.</summary>
/// <remarks>A call that fails throws <see cref="RpcException"/>; only a cancellation by the caller's own token throws <see cref="OperationCanceledException"/>.</remarks>
public sealed class RpcChannel : IDisposable
{
    private readonly HttpMessageInvoker _http;

    /// <summary>To http://host:port (cleartext HTTP/2) or https://host:port.</summary>
    public RpcChannel(Uri address, RpcChannelOptions? options = null)
        : this(address, options ?? new(), null)
    {
    }

    private RpcChannel(Uri address, RpcChannelOptions options, string? socketPath)
    {
        Address = address;
        Options = options;
        SocketsHttpHandler handler = new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            EnableMultipleHttp2Connections = options.SeveralConnections,
            ConnectTimeout = options.ConnectTimeout,
            KeepAlivePingDelay = options.KeepAlivePingDelay,
            KeepAlivePingTimeout = options.KeepAlivePingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        };
        if (options.StreamWindowBytes is { } window)
            handler.InitialHttp2StreamWindowSize = window;
        if (options.Tls is { } tls)
            handler.SslOptions = tls;
        if (socketPath is not null)
            handler.ConnectCallback = (_, cancellationToken) => ConnectSocketAsync(socketPath, cancellationToken);
        _http = new HttpMessageInvoker(handler);
    }

    /// <summary>Where calls go.</summary>
    public Uri Address { get; }

    internal RpcChannelOptions Options { get; }

    /// <summary>To a server on a Unix socket.</summary>
    public static RpcChannel OverUnixSocket(string path, RpcChannelOptions? options = null) => new(new Uri("http://localhost"), options ?? new(), path);

    /// <summary>One request, one response.</summary>
    public async Task<TResponse> UnaryAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, RpcCallOptions? options = null, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        using ClientCall<TRequest, TResponse> call = new(this, method, options, Options.UnaryTimeout, cancellationToken);
        await call.SendSingleAsync(request);
        return await call.ReadOnlyResponseAsync();
    }

    /// <summary>One request, many responses. Leaving the enumeration early cancels the call.</summary>
    public async IAsyncEnumerable<TResponse> ServerStreamingAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method,
        TRequest request,
        RpcCallOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        using ClientCall<TRequest, TResponse> call = new(this, method, options, null, cancellationToken);
        await call.SendSingleAsync(request);
        while (await call.ReadAsync() is { } response)
            yield return response;
    }

    /// <summary>Many requests, one response: <see cref="RpcDuplexCall{TRequest,TResponse}.ResponseAsync"/> gives it.</summary>
    public Task<RpcDuplexCall<TRequest, TResponse>> ClientStreamingAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, RpcCallOptions? options = null, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => DuplexAsync(method, options, cancellationToken);

    /// <summary>Many of both. Returns when the request can be written; the token, like the timeout, covers the whole call.</summary>
    public async Task<RpcDuplexCall<TRequest, TResponse>> DuplexAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, RpcCallOptions? options = null, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        ClientCall<TRequest, TResponse> call = new(this, method, options, null, cancellationToken);
        try
        {
            await call.OpenAsync();
            return new(call);
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    /// <summary>Closes the connections; open calls fail.</summary>
    public void Dispose() => _http.Dispose();

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _http.SendAsync(request, cancellationToken);

    private static async ValueTask<Stream> ConnectSocketAsync(string path, CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
