namespace Chain.Node.Peers;

/// <summary>A token bucket in integers: so many at once, so many a second.</summary>
internal sealed class RateBucket(long burst, long perSecond)
{
    private long _milliTokens = burst * 1000;
    private ulong _atMs;

    /// <summary>Takes tokens; false, and nothing taken, when there are too few.</summary>
    public bool TryTake(long count, ulong nowMs)
    {
        if (_atMs == 0 || nowMs < _atMs)
            _atMs = nowMs;
        long elapsed = (long)Math.Min(nowMs - _atMs, 3_600_000);
        _milliTokens = Math.Min(burst * 1000, _milliTokens + (elapsed * perSecond));
        _atMs = nowMs;
        if (_milliTokens < count * 1000)
            return false;
        _milliTokens -= count * 1000;
        return true;
    }
}
