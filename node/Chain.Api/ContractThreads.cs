using Chain.Contracts;

namespace Chain.Api;

/// <summary>
/// Threads of their own that run contracts for callers, each with a runtime that keeps compiled code. What callers ask for can
/// take half a second of a core each; here it takes these threads and no others. They serve the callers in turn, and more than a bounded queue is refused.
/// </summary>
internal sealed class ContractThreads : IDisposable
{
    private readonly object _gate = new();
    private readonly FairQueue<Action<ContractRuntime?>> _waiting;
    private readonly Thread[] _threads;
    private bool _stopped;

    public ContractThreads(int threads, int waitingMax, int waitingOfOneMax, bool allowConsole)
    {
        _waiting = new FairQueue<Action<ContractRuntime?>>(waitingMax, waitingOfOneMax);
        AllowConsole = allowConsole;
        _threads = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            _threads[i] = new Thread(Run) { IsBackground = true, Name = $"contracts {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>Whether contracts may name <c>console</c>, as on an author's own node; what they print here is dropped.</summary>
    public bool AllowConsole { get; }

    /// <summary>Runs work on one of the threads; what it throws is thrown here.</summary>
    /// <exception cref="Rpc.RpcException">Too much waits already, of this caller or of all, or the node is stopping.</exception>
    public async ValueTask<T> RunAsync<T>(string what, Func<ContractRuntime, T> work, Caller caller)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_stopped)
                throw ApiFault.Stopping();
            _waiting.Add(caller.Address, runtime => Do(runtime, work, answer, caller.CancellationToken), what);
            Monitor.Pulse(_gate);
        }
        return await answer.Task;
    }

    /// <summary>Ends the threads after the work at hand; work that waits is refused.</summary>
    public void Dispose()
    {
        var refused = new List<Action<ContractRuntime?>>();
        lock (_gate)
        {
            _stopped = true;
            while (_waiting.Count > 0)
                refused.Add(_waiting.Take());
            Monitor.PulseAll(_gate);
        }
        foreach (Action<ContractRuntime?> work in refused)
            work(null);
        foreach (Thread thread in _threads)
            thread.Join();
    }

    private static void Do<T>(ContractRuntime? runtime, Func<ContractRuntime, T> work, TaskCompletionSource<T> answer, CancellationToken cancellationToken)
    {
        // A caller who went away while waiting costs nothing more.
        if (cancellationToken.IsCancellationRequested)
        {
            answer.SetCanceled(cancellationToken);
            return;
        }
        try
        {
            answer.SetResult(work(runtime ?? throw ApiFault.Stopping()));
        }
        catch (Exception e)
        {
            answer.SetException(e);
        }
    }

    private void Run()
    {
        // As much compiled code as an API needs; what executes blocks has its own.
        var runtime = new ContractRuntime(new ContractRuntimeOptions { CacheBytesMax = 32L * 1024 * 1024, AllowConsole = AllowConsole });
        WarmUp.Run(runtime);
        while (true)
        {
            Action<ContractRuntime?> work;
            lock (_gate)
            {
                while (!_stopped && _waiting.Count == 0)
                    Monitor.Wait(_gate);
                if (_stopped)
                    return;
                work = _waiting.Take();
            }
            work(runtime);
        }
    }
}
