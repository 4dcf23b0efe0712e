using Chain.Contracts;
using Chain.Storage;

namespace Chain.Api;

/// <summary>
/// Threads of their own that run contracts for callers, each with a runtime that keeps compiled code. What callers ask for can
/// take half a second of a core each; here it takes these threads and no others, and more than a bounded queue is refused.
/// </summary>
internal sealed class ContractThreads : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<Action<ContractRuntime?>> _waiting = new();
    private readonly Thread[] _threads;
    private readonly int _waitingMax;
    private bool _stopped;

    public ContractThreads(int threads, int waitingMax, bool allowConsole)
    {
        _waitingMax = waitingMax;
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

    /// <summary>
    /// Runs work on one of the threads; what it throws is thrown here. Work opens the state that it reads itself, and is done a second time when
    /// that was taken away meanwhile: a state may be held for two seconds, which the first run of code that is not compiled yet can take.
    /// </summary>
    /// <exception cref="Rpc.RpcException">Too much waits already, the node is stopping, or the state was taken away twice.</exception>
    public async ValueTask<T> RunAsync<T>(string what, Func<ContractRuntime, T> work, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_stopped)
                throw ApiFault.Stopping();
            if (_waiting.Count >= _waitingMax)
                throw ApiFault.TooBusy(what);
            _waiting.Enqueue(runtime => Do(runtime, work, answer, cancellationToken));
            Monitor.Pulse(_gate);
        }
        return await answer.Task;
    }

    /// <summary>Ends the threads after the work at hand; work that waits is refused.</summary>
    public void Dispose()
    {
        Action<ContractRuntime?>[] refused;
        lock (_gate)
        {
            _stopped = true;
            refused = [.. _waiting];
            _waiting.Clear();
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
            answer.SetResult(Twice(runtime ?? throw ApiFault.Stopping(), work));
        }
        catch (Exception e)
        {
            answer.SetException(e);
        }
    }

    private static T Twice<T>(ContractRuntime runtime, Func<ContractRuntime, T> work)
    {
        try
        {
            return work(runtime);
        }
        catch (StorageFailure first) when (first.Fault == StorageFault.SnapshotExpired)
        {
            try
            {
                return work(runtime);
            }
            catch (StorageFailure second) when (second.Fault == StorageFault.SnapshotExpired)
            {
                throw ApiFault.AskAgain();
            }
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
                work = _waiting.Dequeue();
            }
            work(runtime);
        }
    }
}
