using System.Net;

namespace Chain.Api;

/// <summary>
/// Work that waits for a thread: each caller's in the order in which it came, and the callers in turn. Whoever asks for very much waits
/// behind their own work alone, and has room for a share of it. Its user locks.
/// </summary>
/// <param name="max">How much waits, of all.</param>
/// <param name="maxOfOne">How much waits of one caller.</param>
internal sealed class FairQueue<T>(int max, int maxOfOne)
{
    private readonly Dictionary<IPAddress, Queue<T>> _waiting = [];
    private readonly Queue<IPAddress> _turns = new();

    /// <summary>How much waits.</summary>
    public int Count { get; private set; }

    /// <summary>Adds work, or refuses it in the words for what it is.</summary>
    /// <exception cref="Rpc.RpcException">Too much waits, of this caller or of all.</exception>
    public void Add(IPAddress caller, T work, string what)
    {
        bool waits = _waiting.TryGetValue(caller, out Queue<T>? own);
        if (waits && own!.Count >= maxOfOne)
            throw ApiFault.ShareTaken(what, maxOfOne);
        if (Count >= max)
            throw ApiFault.TooBusy(what);
        if (!waits)
        {
            _waiting.Add(caller, own = new Queue<T>());
            _turns.Enqueue(caller);
        }
        own!.Enqueue(work);
        Count++;
    }

    /// <summary>The next work; there must be some.</summary>
    public T Take()
    {
        IPAddress caller = _turns.Dequeue();
        Queue<T> own = _waiting[caller];
        T work = own.Dequeue();
        Count--;
        if (own.Count > 0)
            _turns.Enqueue(caller);
        else
            _waiting.Remove(caller);
        return work;
    }
}
