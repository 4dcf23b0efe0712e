using System.Diagnostics;

namespace Chain.Node.Running;

/// <summary>The driver's thread: takes inputs from the queue and hands them over, one after the other. What the driver throws ends the node.</summary>
public sealed class NodeThread
{
    private const int BatchMax = 256;

    private readonly InputQueue _queue;
    private readonly NodeDriver _driver;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Prepares the thread.</summary>
    public NodeThread(NodeDriver driver, InputQueue queue, TimeProvider time)
    {
        _driver = driver;
        _queue = queue;
        _time = time;
        _thread = new Thread(Run) { Name = "driver" };
    }

    /// <summary>Completes when the queue is closed, or fails with what stopped the node.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts.</summary>
    public void Start() => _thread.Start();

    /// <summary>Waits for the thread's end.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        try
        {
            _driver.Start(NowMs());
            var inputs = new List<NodeInput>(BatchMax);
            while (_queue.Take(inputs, BatchMax))
            {
                long started = Stopwatch.GetTimestamp();
                foreach (NodeInput input in inputs)
                    _driver.Handle(input, NowMs());
                inputs.Clear();
                _driver.Counters.BusyMicroseconds += (Stopwatch.GetTimestamp() - started) * 1_000_000 / Stopwatch.Frequency;
            }
            _ended.TrySetResult();
        }
        // The one place where the driver's failures are caught: whoever waits for the end reports them, and the process ends.
        catch (Exception failure)
        {
            _queue.Close();
            _ended.TrySetException(failure);
        }
        finally
        {
            _driver.Face.Stop();
        }
    }

    private ulong NowMs() => (ulong)_time.GetUtcNow().ToUnixTimeMilliseconds();
}
