using System.Threading.Channels;

namespace Chain.Network.Transport;

/// <summary>What waits to be sent on one connection: bounded in frames and in bytes.</summary>
internal sealed class SendQueue(PeerChannelLimits limits, long nowMs)
{
    private readonly Channel<ReadOnlyMemory<byte>> _frames = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(limits.QueueFramesMax) { SingleReader = true });

    private readonly RateLimit _rate = RateLimit.ForSending(limits, nowMs);
    private long _bytes;

    public bool TryAdd(ReadOnlyMemory<byte> payload, long nowMs)
    {
        if (Volatile.Read(ref _bytes) + payload.Length > limits.QueueBytesMax || !_rate.TryTake(payload.Length, nowMs))
            return false;
        Interlocked.Add(ref _bytes, payload.Length);
        if (_frames.Writer.TryWrite(payload))
            return true;
        Interlocked.Add(ref _bytes, -payload.Length);
        return false;
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _frames.Reader.WaitToReadAsync(cancellationToken);

    public bool TryTake(out ReadOnlyMemory<byte> payload)
    {
        if (!_frames.Reader.TryRead(out payload))
            return false;
        Interlocked.Add(ref _bytes, -payload.Length);
        return true;
    }
}
