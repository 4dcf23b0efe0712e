namespace Chain.Network.Transport;

/// <summary>So many at once, so many a second; in integers. For one thread at a time.</summary>
internal struct TokenBucket(long burst, long perSecond, long nowMs)
{
    private long _milliTokens = burst * 1000;
    private long _atMs = nowMs;

    /// <summary>Takes tokens when there are enough.</summary>
    public bool TryTake(long count, long nowMs)
    {
        long elapsedMs = Math.Clamp(nowMs - _atMs, 0, 3_600_000);
        _atMs = Math.Max(_atMs, nowMs);
        _milliTokens = Math.Min(burst * 1000, _milliTokens + (elapsedMs * perSecond));
        if (_milliTokens < count * 1000)
            return false;
        _milliTokens -= count * 1000;
        return true;
    }
}
