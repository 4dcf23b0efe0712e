using System.Collections.Frozen;
using Chain.Rpc.Server;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Chain.Rpc;

/// <summary>Puts a typed handler on each method of a service. Names, types and kinds are checked against the proto file when they are given.</summary>
public sealed class RpcServiceBuilder
{
    private readonly ServiceDescriptor _descriptor;
    private readonly string _fullName;
    private readonly Dictionary<string, ServerMethod> _methods = new(StringComparer.Ordinal);

    internal RpcServiceBuilder(ServiceDescriptor descriptor, string fullName)
    {
        _descriptor = descriptor;
        _fullName = fullName;
    }

    /// <summary>One request, one response.</summary>
    public RpcServiceBuilder Unary<TRequest, TResponse>(string name, Func<TRequest, RpcContext, ValueTask<TResponse>> handler, RpcMessageLimit? receiveLimit = null)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        Add(RpcMethod<TRequest, TResponse>.Find(_descriptor, name, RpcKind.Unary), receiveLimit, async (wire, context) =>
        {
            TRequest request = (TRequest)await wire.ReadSingleAsync(context.CancellationToken);
            TResponse response = await handler(request, context);
            await wire.WriteAsync(response, flush: false, context.CancellationToken);
        });

    /// <summary>One request, many responses.</summary>
    public RpcServiceBuilder ServerStreaming<TRequest, TResponse>(string name, Func<TRequest, IRpcStreamWriter<TResponse>, RpcContext, Task> handler, RpcMessageLimit? receiveLimit = null)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        Add(RpcMethod<TRequest, TResponse>.Find(_descriptor, name, RpcKind.ServerStreaming), receiveLimit, async (wire, context) =>
        {
            TRequest request = (TRequest)await wire.ReadSingleAsync(context.CancellationToken);
            await handler(request, new ServerStreamWriter<TResponse>(wire, context), context);
        });

    /// <summary>Many requests, one response.</summary>
    public RpcServiceBuilder ClientStreaming<TRequest, TResponse>(string name, Func<IAsyncEnumerable<TRequest>, RpcContext, ValueTask<TResponse>> handler, RpcMessageLimit? receiveLimit = null)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        Add(RpcMethod<TRequest, TResponse>.Find(_descriptor, name, RpcKind.ClientStreaming), receiveLimit, async (wire, context) =>
        {
            TResponse response = await handler(wire.ReadAllAsync<TRequest>(context.CancellationToken), context);
            await wire.WriteAsync(response, flush: false, context.CancellationToken);
        });

    /// <summary>Many of both. The response headers go out before the first message, because clients wait for them.</summary>
    public RpcServiceBuilder Duplex<TRequest, TResponse>(string name, Func<IAsyncEnumerable<TRequest>, IRpcStreamWriter<TResponse>, RpcContext, Task> handler, RpcMessageLimit? receiveLimit = null)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        Add(RpcMethod<TRequest, TResponse>.Find(_descriptor, name, RpcKind.Duplex), receiveLimit, async (wire, context) =>
        {
            await wire.StartAsync(context.CancellationToken);
            await handler(wire.ReadAllAsync<TRequest>(context.CancellationToken), new ServerStreamWriter<TResponse>(wire, context), context);
        });

    /// <summary>The finished service.</summary>
    public RpcService Build() => new(_descriptor, _fullName, _methods.ToFrozenDictionary(StringComparer.Ordinal));

    private RpcServiceBuilder Add<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, RpcMessageLimit? receiveLimit, Func<ServerWire, RpcContext, Task> run)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        _methods.Add(method.Descriptor.Name, new ServerMethod(method.Descriptor, method.Kind, $"/{_fullName}/{method.Descriptor.Name}", receiveLimit, run));
        return this;
    }
}
