using Google.Protobuf;

namespace Chain.Rpc.Server;

/// <summary>A handler's sending half. A reader that does not take a message within the write timeout loses the call, not the server its memory.</summary>
internal sealed class ServerStreamWriter<T>(ServerWire wire, RpcContext context) : IRpcStreamWriter<T>
    where T : class, IMessage<T>
{
    public ValueTask WriteAsync(T message, CancellationToken cancellationToken = default) => Send(message, true, cancellationToken);

    public ValueTask WriteBufferedAsync(T message, CancellationToken cancellationToken = default) => Send(message, false, cancellationToken);

    public ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        return Within(wire.FlushAsync(cancellationToken));
    }

    private ValueTask Send(T message, bool flush, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        context.CancellationToken.ThrowIfCancellationRequested();
        return Within(wire.WriteAsync(message, flush, cancellationToken));
    }

    private ValueTask Within(ValueTask writing) => writing.IsCompleted ? writing : Slow(writing.AsTask());

    private async ValueTask Slow(Task writing)
    {
        try
        {
            await writing.WaitAsync(context.Endpoint.Limits.StreamWriteTimeout, wire.Time, context.CancellationToken);
        }
        // Also when the call is cancelled meanwhile: what was written last is still in front of any status.
        catch (Exception e) when (e is TimeoutException || !writing.IsCompleted)
        {
            throw new SlowReaderException();
        }
    }
}
