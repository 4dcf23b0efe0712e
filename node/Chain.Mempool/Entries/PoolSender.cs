using Chain.Primitives;

namespace Chain.Mempool;

/// <summary>What the pool holds of one sender.</summary>
internal sealed class PoolSender(Address address)
{
    private readonly List<PoolLane> _lanes = [];

    public Address Address { get; } = address;

    /// <summary>The lanes with pooled transactions, in the order in which they came.</summary>
    public IReadOnlyList<PoolLane> Lanes => _lanes;

    /// <summary>True while the block being settled has included something of this sender.</summary>
    public bool IsTouched { get; set; }

    public int Count { get; private set; }

    /// <summary>The most that all its pooled transactions may debit together.</summary>
    public Amount Debit { get; private set; }

    public PoolLane? FindLane(uint number)
    {
        foreach (PoolLane lane in _lanes)
        {
            if (lane.Number == number)
                return lane;
        }
        return null;
    }

    public void AddLane(PoolLane lane) => _lanes.Add(lane);

    public void RemoveLane(PoolLane lane) => _lanes.Remove(lane);

    public void Charge(PoolEntry entry)
    {
        Count++;
        Debit += entry.Debit;
    }

    public void Release(PoolEntry entry)
    {
        Count--;
        Debit -= entry.Debit;
    }
}
