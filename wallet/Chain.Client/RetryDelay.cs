namespace Chain.Client;

/// <summary>Waits between attempts: doubling, bounded, reset by success.</summary>
internal sealed class RetryDelay(LedgerClientOptions options)
{
    private TimeSpan _next = options.RetryDelayMin;

    public void Reset() => _next = options.RetryDelayMin;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan delay = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, options.RetryDelayMax.Ticks));
        return Task.Delay(delay, options.Time, cancellationToken);
    }
}
