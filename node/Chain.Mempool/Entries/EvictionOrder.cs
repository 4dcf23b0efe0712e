namespace Chain.Mempool;

/// <summary>
/// The last entry of each lane, cheapest first: only last ones can be evicted, so no transaction loses what it builds on. Entries
/// that wait behind a gap go before all others, whatever they offer: nobody can tell whether they will ever pay.
/// </summary>
internal sealed class EvictionOrder
{
    private readonly SortedSet<PoolEntry> _waiting = new(CheapestFirst.Instance);
    private readonly SortedSet<PoolEntry> _ready = new(CheapestFirst.Instance);

    /// <summary>The next one to go; null for an empty pool.</summary>
    public PoolEntry? Cheapest => _waiting.Min ?? _ready.Min;

    /// <summary>True when the next one to go waits behind a gap.</summary>
    public bool CheapestWaits => _waiting.Count > 0;

    /// <summary>Enters a lane's last entry; after every change of the lane.</summary>
    public void Enter(PoolLane lane)
    {
        if (!lane.IsEmpty)
            (lane.TailWaits ? _waiting : _ready).Add(lane.Tail);
    }

    /// <summary>Takes a lane's last entry out; before every change of the lane, since the order depends on what changes.</summary>
    public void Leave(PoolLane lane)
    {
        if (!lane.IsEmpty)
            (lane.TailWaits ? _waiting : _ready).Remove(lane.Tail);
    }

    private sealed class CheapestFirst : IComparer<PoolEntry>
    {
        public static CheapestFirst Instance { get; } = new();

        public int Compare(PoolEntry? x, PoolEntry? y)
        {
            int byBid = x!.Bid.CompareTo(y!.Bid);
            if (byBid != 0)
                return byBid;
            int byTip = x.Transaction.Body.Tip.CompareTo(y.Transaction.Body.Tip);
            return byTip != 0 ? byTip : y.Arrival.CompareTo(x.Arrival);
        }
    }
}
