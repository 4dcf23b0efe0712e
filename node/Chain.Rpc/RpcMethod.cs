using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Chain.Rpc;

/// <summary>One method of a service, with the types it was checked for. Server and client find it in the same descriptor, so they cannot differ.</summary>
/// <typeparam name="TRequest">The generated request message.</typeparam>
/// <typeparam name="TResponse">The generated response message.</typeparam>
public sealed class RpcMethod<TRequest, TResponse>
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private RpcMethod(MethodDescriptor descriptor)
    {
        Descriptor = descriptor;
        Kind = KindOf(descriptor);
        Path = $"/{descriptor.Service.FullName}/{descriptor.Name}";
        Requests = (MessageParser<TRequest>)descriptor.InputType.Parser;
        Responses = (MessageParser<TResponse>)descriptor.OutputType.Parser;
    }

    /// <summary>The method in its proto file.</summary>
    public MethodDescriptor Descriptor { get; }

    /// <summary>Which side streams.</summary>
    public RpcKind Kind { get; }

    /// <summary>"/package.Service/Method".</summary>
    public string Path { get; }

    internal MessageParser<TRequest> Requests { get; }

    internal MessageParser<TResponse> Responses { get; }

    /// <summary>Finds a method and checks its kind and types.</summary>
    /// <exception cref="ArgumentException">There is no such method, or it has other types or another kind: a mistake in our code.</exception>
    public static RpcMethod<TRequest, TResponse> Find(ServiceDescriptor service, string name, RpcKind kind)
    {
        MethodDescriptor method = service.FindMethodByName(name)
            ?? throw new ArgumentException($"{service.FullName} has no method {name}", nameof(name));
        if (KindOf(method) != kind)
            throw new ArgumentException($"{method.FullName} is {KindOf(method)}, not {kind}", nameof(kind));
        if (method.InputType.ClrType != typeof(TRequest) || method.OutputType.ClrType != typeof(TResponse))
            throw new ArgumentException($"{method.FullName} takes {method.InputType.FullName} and returns {method.OutputType.FullName}", nameof(name));
        return new(method);
    }

    private static RpcKind KindOf(MethodDescriptor method) => (method.IsClientStreaming, method.IsServerStreaming) switch
    {
        (false, false) => RpcKind.Unary,
        (false, true) => RpcKind.ServerStreaming,
        (true, false) => RpcKind.ClientStreaming,
        (true, true) => RpcKind.Duplex,
    };
}
