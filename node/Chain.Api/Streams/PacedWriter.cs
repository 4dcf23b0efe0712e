using Chain.Rpc;
using Google.Protobuf;

namespace Chain.Api.Streams;

/// <summary>Sends the messages of a stream, and closes it when the reader does not take one in time: never drops anything without saying so.</summary>
/// <remarks>
/// The status travels behind what is in the buffers, so it can only reach a reader that reads on. It gets the same time again for that, and then learns
/// the cursor of the last message; one that does not is reset by the server below, whose timeout is twice ours. Either way the stream's memory is freed.
/// </remarks>
internal sealed class PacedWriter<T>(IRpcStreamWriter<T> inner, StreamPace pace)
    where T : class, IMessage<T>
{
    public async ValueTask WriteAsync(T message, string cursor, CancellationToken cancellationToken)
    {
        ValueTask writing = inner.WriteAsync(message, cancellationToken);
        if (writing.IsCompleted)
        {
            await writing;
            return;
        }
        Task written = writing.AsTask();
        try
        {
            await written.WaitAsync(pace.Patience, pace.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            await pace.CountSlowAsync(written);
            throw ApiFault.SlowReader(cursor);
        }
    }
}
