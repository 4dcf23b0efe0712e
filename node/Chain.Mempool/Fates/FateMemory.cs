using Chain.Types;

namespace Chain.Mempool;

/// <summary>The fates of the last so many transactions; the oldest is forgotten first.</summary>
internal sealed class FateMemory(int capacity, SeededComparer comparer)
{
    private readonly Dictionary<TransactionId, (Fate Fate, ulong Number)> _fates = new(comparer);
    private readonly Queue<(TransactionId Id, ulong Number)> _order = new();
    private ulong _number;

    public bool TryGet(TransactionId id, out Fate fate)
    {
        bool found = _fates.TryGetValue(id, out (Fate Fate, ulong Number) remembered);
        fate = remembered.Fate;
        return found;
    }

    public void Remember(TransactionId id, Fate fate)
    {
        _number++;
        _fates[id] = (fate, _number);
        _order.Enqueue((id, _number));
        while (_order.Count > capacity)
        {
            (TransactionId oldest, ulong number) = _order.Dequeue();
            // It may have been remembered again since, or forgotten on purpose.
            if (_fates.TryGetValue(oldest, out (Fate Fate, ulong Number) remembered) && remembered.Number == number)
                _fates.Remove(oldest);
        }
    }

    public void Forget(TransactionId id) => _fates.Remove(id);
}
