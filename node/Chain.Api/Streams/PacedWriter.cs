using Chain.Rpc;
using Google.Protobuf;

namespace Chain.Api.Streams;

/// <summary>Sends the messages of a stream; a reader that does not take one in time is closed with the cursor of the last, so nothing is dropped without being said.</summary>
/// <remarks>The message that timed out is already in the connection's buffer and reaches the reader before the status does, if it reads on: so its own cursor is the last one.</remarks>
internal sealed class PacedWriter<T>(IRpcStreamWriter<T> inner, TimeSpan patience, TimeProvider time)
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
        try
        {
            await writing.AsTask().WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw ApiFault.SlowReader(cursor);
        }
    }
}
