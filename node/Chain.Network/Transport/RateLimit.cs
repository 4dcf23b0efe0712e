namespace Chain.Network.Transport;

/// <summary>
/// Frames and bytes of one connection in one direction. A sender holds itself to the rate of its channel, so an honest peer never exceeds twice that rate, except for what
/// a stalled network holds back and then delivers at once: 30 seconds of the rate, and a full queue. Who exceeds that floods.
/// </summary>
internal sealed class RateLimit
{
    private const int StallSeconds = 30;

    private readonly Lock _lock = new();
    private TokenBucket _frames;
    private TokenBucket _bytes;

    private RateLimit(TokenBucket frames, TokenBucket bytes)
    {
        _frames = frames;
        _bytes = bytes;
    }

    public static RateLimit ForSending(PeerChannelLimits limits, long nowMs) => new(
        new(limits.FramesPerSecond, limits.FramesPerSecond, nowMs),
        new(Math.Max(limits.BytesPerSecond, limits.BytesMax), limits.BytesPerSecond, nowMs));

    public static RateLimit ForReceiving(PeerChannelLimits limits, long nowMs) => new(
        new(((long)limits.FramesPerSecond * (StallSeconds + 1)) + limits.QueueFramesMax, 2L * limits.FramesPerSecond, nowMs),
        new((limits.BytesPerSecond * (StallSeconds + 1)) + limits.BytesMax + limits.QueueBytesMax, 2 * limits.BytesPerSecond, nowMs));

    public bool TryTake(int bytes, long nowMs)
    {
        lock (_lock)
            return _frames.TryTake(1, nowMs) && _bytes.TryTake(bytes, nowMs);
    }
}
