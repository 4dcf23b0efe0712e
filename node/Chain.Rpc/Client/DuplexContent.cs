using System.Net;

namespace Chain.Rpc.Client;

/// <summary>A request body that is written while the response is read. It derives from HttpContent itself: only then does sending return at the response headers.</summary>
internal sealed class DuplexContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The stream to write to, once the connection is there.</summary>
    public Task<Stream> Ready => _ready.Task;

    /// <summary>Ends the body.</summary>
    public void Complete() => _done.TrySetResult();

    /// <summary>Resets the stream, unless the body has ended: the server must not take what came so far for the whole.</summary>
    public void Abandon() => _done.TrySetCanceled();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await stream.FlushAsync(cancellationToken);
        }
        catch (Exception e)
        {
            _ready.TrySetException(e);
            throw;
        }
        _ready.TrySetResult(stream);
        await _done.Task.WaitAsync(cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
