using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Chain.Storage.KeyValue;

/// <summary>One thread that does all writing to one store, because LMDB's write lock belongs to the thread that took it: a write transaction that ends on another thread hangs the next one for ever.</summary>
internal sealed class StoreThread : IDisposable
{
    private readonly BlockingCollection<Work> _queue = [];
    private readonly Thread _thread;

    public StoreThread(string name)
    {
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Runs the action on the thread and waits for it; its exception is thrown here.</summary>
    public void Run(Action action)
    {
        using var work = new Work(action);
        _queue.Add(work);
        work.Wait();
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
    }

    private void Run()
    {
        foreach (Work work in _queue.GetConsumingEnumerable())
            work.Do();
    }

    private sealed class Work(Action action) : IDisposable
    {
        private readonly ManualResetEventSlim _done = new();
        private ExceptionDispatchInfo? _failure;

        public void Do()
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                _failure = ExceptionDispatchInfo.Capture(e);
            }
            _done.Set();
        }

        public void Wait()
        {
            _done.Wait();
            _failure?.Throw();
        }

        public void Dispose() => _done.Dispose();
    }
}
