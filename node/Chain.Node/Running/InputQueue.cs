namespace Chain.Node.Running;

/// <summary>
/// The queue in front of the driver. Results of the node's own work and timers always fit, since there are never many; what comes
/// from outside is bounded: clients are told that the node is busy, peers are not read from until there is room.
/// </summary>
public sealed class InputQueue(int outsideMax)
{
    private readonly object _gate = new();
    private readonly Queue<NodeInput> _inside = new();
    private readonly Queue<NodeInput> _outside = new();
    private bool _closed;

    /// <summary>How many inputs wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _inside.Count + _outside.Count;
        }
    }

    /// <summary>From workers and timers.</summary>
    public void Post(NodeInput input)
    {
        lock (_gate)
        {
            _inside.Enqueue(input);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>From clients: false when the queue is full or closed.</summary>
    public bool TryPost(NodeInput input)
    {
        lock (_gate)
        {
            if (_closed || _outside.Count >= outsideMax)
                return false;
            _outside.Enqueue(input);
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>From peers: waits for room. False when the queue is closed.</summary>
    public bool WaitAndPost(NodeInput input)
    {
        lock (_gate)
        {
            while (!_closed && _outside.Count >= outsideMax)
                Monitor.Wait(_gate);
            if (_closed)
                return false;
            _outside.Enqueue(input);
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Takes what waits, own results first, at most <paramref name="max"/>; waits until there is something. False when the queue is closed.</summary>
    public bool Take(List<NodeInput> inputs, int max)
    {
        lock (_gate)
        {
            while (!_closed && _inside.Count == 0 && _outside.Count == 0)
                Monitor.Wait(_gate);
            if (_closed)
                return false;
            while (inputs.Count < max && _inside.TryDequeue(out NodeInput? own))
                inputs.Add(own);
            while (inputs.Count < max && _outside.TryDequeue(out NodeInput? other))
                inputs.Add(other);
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Ends: the driver's thread returns, nothing is taken any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
