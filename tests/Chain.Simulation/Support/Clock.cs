namespace Chain.Simulation;

/// <summary>Simulated time and everything that is still to happen, in order of time and, at the same time, of scheduling.</summary>
internal sealed class Clock
{
    private readonly PriorityQueue<Action, (long Time, long Order)> _events = new();
    private long _order;

    /// <summary>Milliseconds since the start of the run.</summary>
    public long Now { get; private set; }

    public int Pending => _events.Count;

    public void After(long delayMs, Action action) => _events.Enqueue(action, (Now + Math.Max(0, delayMs), _order++));

    /// <summary>Does the next thing, unless it lies after the given time.</summary>
    public bool Step(long until)
    {
        if (!_events.TryPeek(out _, out (long Time, long Order) next) || next.Time > until)
        {
            Now = Math.Max(Now, until);
            return false;
        }
        Action action = _events.Dequeue();
        Now = next.Time;
        action();
        return true;
    }
}
