using System.Runtime.CompilerServices;
using Chain.Rpc.Client;
using Google.Protobuf;

namespace Chain.Rpc;

/// <summary>An open call whose request is a stream. One writer and one reader at a time; disposing it earlier than the end resets the call.</summary>
/// <typeparam name="TRequest">The message written.</typeparam>
/// <typeparam name="TResponse">The message read.</typeparam>
public sealed class RpcDuplexCall<TRequest, TResponse> : IRpcStreamWriter<TRequest>, IDisposable
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private readonly ClientCall<TRequest, TResponse> _call;

    internal RpcDuplexCall(ClientCall<TRequest, TResponse> call) => _call = call;

    /// <inheritdoc/>
    public ValueTask WriteAsync(TRequest message, CancellationToken cancellationToken = default) => _call.WriteAsync(message, true, cancellationToken);

    /// <inheritdoc/>
    public ValueTask WriteBufferedAsync(TRequest message, CancellationToken cancellationToken = default) => _call.WriteAsync(message, false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => _call.FlushAsync(cancellationToken);

    /// <summary>Tells the server that no more requests come.</summary>
    public ValueTask CompleteAsync() => _call.CompleteAsync();

    /// <summary>The responses, until the server ends the call with OK; any other status throws.</summary>
    public async IAsyncEnumerable<TResponse> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenRegistration _ = cancellationToken.Register(_call.Cancel);
        while (true)
        {
            TResponse? response;
            try
            {
                response = await _call.ReadAsync();
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            if (response is null)
                yield break;
            yield return response;
        }
    }

    /// <summary>Ends the request stream and returns the one response.</summary>
    public async Task<TResponse> ResponseAsync()
    {
        await _call.CompleteAsync();
        return await _call.ReadOnlyResponseAsync();
    }

    /// <summary>Ends the call, if it is not over: the server sees a reset.</summary>
    public void Dispose() => _call.Dispose();
}
