using Chain.Rpc;
using Google.Protobuf;

namespace Chain.Api.Streams;

/// <summary>How long streams wait for their readers, how many are open, and how many of those wait for a slow one.</summary>
internal sealed class StreamPace(TimeSpan patience, TimeProvider time)
{
    private int _open;
    private int _slow;
    private int _whole;

    public TimeSpan Patience => patience;

    public TimeProvider Time => time;

    /// <summary>Streams that are being served.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Streams whose readers were too slow and that are about to be closed.</summary>
    public int Slow => Volatile.Read(ref _slow);

    public PacedWriter<T> For<T>(IRpcStreamWriter<T> responses)
        where T : class, IMessage<T> => new(responses, this);

    /// <summary>Counts a stream while it runs.</summary>
    public async Task CountAsync(Task stream)
    {
        Interlocked.Increment(ref _open);
        try
        {
            await stream;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    public async Task CountSlowAsync(Task writing)
    {
        Interlocked.Increment(ref _slow);
        try
        {
            await writing;
        }
        finally
        {
            Interlocked.Decrement(ref _slow);
        }
    }

    /// <summary>Streams of whole blocks hold a block each in a buffer while their readers are slow: so there are few of them.</summary>
    public void EnterWhole()
    {
        if (Interlocked.Increment(ref _whole) <= ApiLimits.WholeBlockStreamsMax)
            return;
        Interlocked.Decrement(ref _whole);
        throw ApiFault.TooBusy("streams of whole blocks");
    }

    public void LeaveWhole() => Interlocked.Decrement(ref _whole);
}
