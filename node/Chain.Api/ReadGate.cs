namespace Chain.Api;

/// <summary>Lets a few expensive reads run at a time, keeps some waiting, and refuses the rest: a flood of them costs the others nothing but these places.</summary>
internal sealed class ReadGate(int runningMax, int waitingMax) : IDisposable
{
    private readonly SemaphoreSlim _places = new(runningMax, runningMax);
    private int _inside;

    /// <summary>Waits for a place; disposing what comes back gives it free.</summary>
    public async ValueTask<Place> EnterAsync(string what, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > runningMax + waitingMax)
        {
            Interlocked.Decrement(ref _inside);
            throw ApiFault.TooBusy(what);
        }
        try
        {
            await _places.WaitAsync(cancellationToken);
        }
        catch
        {
            Interlocked.Decrement(ref _inside);
            throw;
        }
        return new Place(this);
    }

    public void Dispose() => _places.Dispose();

    private void Leave()
    {
        _places.Release();
        Interlocked.Decrement(ref _inside);
    }

    public readonly struct Place(ReadGate gate) : IDisposable
    {
        public void Dispose() => gate.Leave();
    }
}
