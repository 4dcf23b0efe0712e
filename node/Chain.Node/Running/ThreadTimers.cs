using System.Diagnostics;
using Chain.Node.Seams;

namespace Chain.Node.Running;

/// <summary>Timers on one thread, by the monotonic clock: a jump of the wall clock moves none.</summary>
public sealed class ThreadTimers : ITimers, IDisposable
{
    private readonly Action<NodeInput> _post;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private readonly Dictionary<TimerKey, long> _due = [];
    private readonly PriorityQueue<TimerKey, long> _queue = new();
    private bool _stopped;

    /// <summary>Starts the thread.</summary>
    public ThreadTimers(Action<NodeInput> post)
    {
        _post = post;
        _thread = new Thread(Run) { IsBackground = true, Name = "timers" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Set(TimerKey timer, ulong delayMs)
    {
        lock (_gate)
        {
            long due = NowMs() + (long)Math.Min(delayMs, int.MaxValue) + 1;
            _due[timer] = due;
            _queue.Enqueue(timer, due);
            Monitor.Pulse(_gate);
        }
    }

    /// <inheritdoc/>
    public void Cancel(TimerKey timer)
    {
        lock (_gate)
            _due.Remove(timer);
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }
        _thread.Join();
    }

    private static long NowMs() => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);

    private void Run()
    {
        var fired = new List<TimerKey>();
        while (true)
        {
            lock (_gate)
            {
                if (_stopped)
                    return;
                long now = NowMs();
                while (_queue.TryPeek(out TimerKey timer, out long due) && due <= now)
                {
                    _queue.Dequeue();
                    // Only its newest setting counts; older ones stay in the queue until they are due.
                    if (_due.TryGetValue(timer, out long newest) && newest == due && _due.Remove(timer))
                        fired.Add(timer);
                }
                if (fired.Count == 0)
                {
                    bool waits = _queue.TryPeek(out _, out long next);
                    Monitor.Wait(_gate, waits ? (int)Math.Clamp(next - now, 1, 60_000) : 60_000);
                    continue;
                }
            }
            foreach (TimerKey timer in fired)
                _post(new NodeInput.TimerFired(timer));
            fired.Clear();
        }
    }
}
