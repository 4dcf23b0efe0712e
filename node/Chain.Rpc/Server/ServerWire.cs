using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Chain.Rpc.Server;

/// <summary>One call as its protocol carries it: messages in, messages out, a status at the end.</summary>
internal abstract class ServerWire
{
    /// <summary>The next request message, or null when the client is done.</summary>
    public abstract ValueTask<IMessage?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sends the response headers now.</summary>
    public abstract ValueTask StartAsync(CancellationToken cancellationToken);

    public abstract ValueTask WriteAsync(IMessage message, bool flush, CancellationToken cancellationToken);

    public abstract ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>Makes a waiting <see cref="ReadAsync"/> end with a cancellation.</summary>
    public abstract void CancelRead();

    /// <summary>The last thing to be sent.</summary>
    public abstract ValueTask FinishAsync(RpcStatus status);

    /// <summary>How long the one request of a call may take to arrive. A half-written request would otherwise hold its slot for ever.</summary>
    public TimeSpan RequestReadTimeout { get; init; }

    public required TimeProvider Time { get; init; }

    public async ValueTask<IMessage> ReadSingleAsync(CancellationToken cancellationToken)
    {
        ValueTask<IMessage?> reading = ReadAsync(cancellationToken);
        IMessage? message = reading.IsCompletedSuccessfully ? reading.Result : await WithinReadTimeoutAsync(reading.AsTask());
        return message ?? throw new RpcException(RpcStatusCode.InvalidArgument, "the request has no message");
    }

    public async IAsyncEnumerable<T> ReadAllAsync<T>([EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        while (await ReadAsync(cancellationToken) is { } message)
            yield return (T)message;
    }

    private async Task<IMessage?> WithinReadTimeoutAsync(Task<IMessage?> reading)
    {
        try
        {
            return await reading.WaitAsync(RequestReadTimeout, Time);
        }
        catch (TimeoutException)
        {
            CancelRead();
            await reading.ContinueWith(_ => { }, TaskScheduler.Default);
            throw new RpcException(RpcStatusCode.DeadlineExceeded, $"the request did not arrive within {RequestReadTimeout.TotalSeconds:0.#} s");
        }
    }
}
