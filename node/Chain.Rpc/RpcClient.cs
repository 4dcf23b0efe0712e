using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Chain.Rpc;

/// <summary>Calls one service by method names; each name is checked against the proto file once.</summary>
public sealed class RpcClient(RpcChannel channel, ServiceDescriptor service)
{
    private readonly ConcurrentDictionary<string, object> _methods = new(StringComparer.Ordinal);

    /// <inheritdoc cref="RpcChannel.UnaryAsync"/>
    public Task<TResponse> UnaryAsync<TRequest, TResponse>(string method, TRequest request, RpcCallOptions? options = null, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        channel.UnaryAsync(Method<TRequest, TResponse>(method, RpcKind.Unary), request, options, cancellationToken);

    /// <inheritdoc cref="RpcChannel.ServerStreamingAsync"/>
    public IAsyncEnumerable<TResponse> ServerStreamingAsync<TRequest, TResponse>(string method, TRequest request, RpcCallOptions? options = null, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        channel.ServerStreamingAsync(Method<TRequest, TResponse>(method, RpcKind.ServerStreaming), request, options, cancellationToken);

    /// <inheritdoc cref="RpcChannel.ClientStreamingAsync"/>
    public Task<RpcDuplexCall<TRequest, TResponse>> ClientStreamingAsync<TRequest, TResponse>(string method, RpcCallOptions? options = null, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        channel.ClientStreamingAsync(Method<TRequest, TResponse>(method, RpcKind.ClientStreaming), options, cancellationToken);

    /// <inheritdoc cref="RpcChannel.DuplexAsync"/>
    public Task<RpcDuplexCall<TRequest, TResponse>> DuplexAsync<TRequest, TResponse>(string method, RpcCallOptions? options = null, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        channel.DuplexAsync(Method<TRequest, TResponse>(method, RpcKind.Duplex), options, cancellationToken);

    private RpcMethod<TRequest, TResponse> Method<TRequest, TResponse>(string name, RpcKind kind)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        (RpcMethod<TRequest, TResponse>)_methods.GetOrAdd(name, _ => RpcMethod<TRequest, TResponse>.Find(service, name, kind));
}
