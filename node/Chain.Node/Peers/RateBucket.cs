namespace Chain.Node.Peers;

/// <summary>A token bucket in integers: so many at once, so many a second.</summary>
internal sealed class RateBucket(long burst, long perSecond)
{
    private long _milliTokens = burst * 1000;
    private ulong _atMs;

    /// <summary>Takes tokens; false, and nothing taken, when there are too few.</summary>
    public bool TryTake(long count, ulong nowMs)
    {
        Refill(nowMs);
        if (_milliTokens < count * 1000)
            return false;
        _milliTokens -= count * 1000;
        return true;
    }

    /// <summary>True when there are tokens at all: for what is known only when it has been done, and paid by <see cref="Charge"/>.</summary>
    public bool HasSome(ulong nowMs)
    {
        Refill(nowMs);
        return _milliTokens > 0;
    }

    /// <summary>Takes tokens, more than there are if need be: what is owed has to come in before <see cref="HasSome"/> holds again.</summary>
    public void Charge(long count, ulong nowMs)
    {
        Refill(nowMs);
        _milliTokens -= count * 1000;
    }

    private void Refill(ulong nowMs)
    {
        if (_atMs == 0 || nowMs < _atMs)
            _atMs = nowMs;
        long elapsed = (long)Math.Min(nowMs - _atMs, 3_600_000);
        _milliTokens = Math.Min(burst * 1000, _milliTokens + (elapsed * perSecond));
        _atMs = nowMs;
    }
}
