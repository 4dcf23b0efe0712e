using Google.Protobuf.Reflection;

namespace Chain.Rpc.Server;

/// <summary>A method as the dispatcher sees it: the types are closed over by <see cref="Run"/>.</summary>
internal sealed class ServerMethod(MethodDescriptor descriptor, RpcKind kind, string path, RpcMessageLimit? receiveLimit, Func<ServerWire, RpcContext, Task> run)
{
    public MethodDescriptor Descriptor => descriptor;

    public RpcKind Kind => kind;

    public string Path => path;

    public RpcMessageLimit? ReceiveLimit => receiveLimit;

    public Func<ServerWire, RpcContext, Task> Run => run;

    public bool IsStream => kind != RpcKind.Unary;

    public bool IsSideEffectFree { get; } = descriptor.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects;
}
