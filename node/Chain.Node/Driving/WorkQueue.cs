using Chain.Node.Seams;
using Chain.Primitives;

namespace Chain.Node.Driving;

/// <summary>Pairs work that runs elsewhere with what is to happen with its result. Used by the driver's thread only.</summary>
internal sealed class WorkQueue(IWorkers workers)
{
    private readonly Dictionary<ulong, Action<object>> _waiting = [];
    private ulong _last;

    /// <summary>How much work is under way.</summary>
    public int UnderWay => _waiting.Count;

    /// <summary>Starts work over immutable values; <paramref name="then"/> runs on the driver's thread.</summary>
    public void Start<T>(WorkKind kind, Func<T> work, Action<T> then)
        where T : class
    {
        ulong ticket = ++_last;
        _waiting.Add(ticket, result => then((T)result));
        workers.Run(kind, ticket, work);
    }

    /// <summary>Goes on with a result.</summary>
    public void Complete(ulong ticket, object result)
    {
        bool known = _waiting.Remove(ticket, out Action<object>? then);
        Invariant.Holds(known, "a result belongs to work that was started");
        then!(result);
    }
}
