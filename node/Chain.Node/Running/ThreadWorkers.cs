using System.Collections.Concurrent;
using Chain.Node.Seams;

namespace Chain.Node.Running;

/// <summary>Workers on threads of their own: several that execute blocks first and check signatures else, and one for the store.</summary>
public sealed class ThreadWorkers : IWorkers, IDisposable
{
    private readonly BlockingCollection<(ulong Ticket, Func<object> Work)> _store = [];
    private readonly Action<NodeInput> _post;
    private readonly Thread[] _threads;
    private readonly object _gate = new();
    private readonly Queue<(ulong Ticket, Func<object> Work)> _executions = new();
    private readonly Queue<(ulong Ticket, Func<object> Work)> _checks = new();
    private bool _stopped;

    /// <summary>Starts the threads.</summary>
    /// <param name="count">Threads for everything but the store, at least 1.</param>
    /// <param name="post">Where results go.</param>
    public ThreadWorkers(int count, Action<NodeInput> post)
    {
        _post = post;
        _threads = new Thread[count + 1];
        for (int i = 0; i < count; i++)
            _threads[i] = new Thread(RunMixed) { IsBackground = true, Name = $"worker {i}" };
        _threads[count] = new Thread(RunStore) { IsBackground = true, Name = "store" };
        foreach (Thread thread in _threads)
            thread.Start();
    }

    /// <inheritdoc/>
    public void Run(WorkKind kind, ulong ticket, Func<object> work)
    {
        if (kind == WorkKind.Store)
        {
            _store.Add((ticket, work));
            return;
        }
        lock (_gate)
        {
            (kind == WorkKind.Execute ? _executions : _checks).Enqueue((ticket, work));
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends the threads after the work at hand; store work that was given is done first.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
        _store.CompleteAdding();
        foreach (Thread thread in _threads)
            thread.Join();
        _store.Dispose();
    }

    private void RunStore()
    {
        foreach ((ulong ticket, Func<object> work) in _store.GetConsumingEnumerable())
            Do(ticket, work);
    }

    private void RunMixed()
    {
        while (true)
        {
            (ulong Ticket, Func<object> Work) next;
            lock (_gate)
            {
                while (!_stopped && _executions.Count == 0 && _checks.Count == 0)
                    Monitor.Wait(_gate);
                if (_stopped)
                    return;
                next = _executions.Count > 0 ? _executions.Dequeue() : _checks.Dequeue();
            }
            Do(next.Ticket, next.Work);
        }
    }

    // The one place where a worker's failure is caught: the driver throws it on its own thread, and the process ends.
    private void Do(ulong ticket, Func<object> work)
    {
        NodeInput result;
        try
        {
            result = new NodeInput.WorkDone(ticket, work());
        }
        catch (Exception failure)
        {
            result = new NodeInput.WorkFailed(ticket, failure);
        }
        _post(result);
    }
}
