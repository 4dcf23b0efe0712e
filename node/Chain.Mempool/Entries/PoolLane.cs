using System.Runtime.InteropServices;

namespace Chain.Mempool;

/// <summary>The pooled transactions of one lane, ascending by sequence. Those without a gap from the state's next sequence are ready, the others wait.</summary>
internal sealed class PoolLane(PoolSender sender, uint number, ulong next)
{
    private readonly List<PoolEntry> _entries = [];

    public PoolSender Sender { get; } = sender;

    public uint Number { get; } = number;

    /// <summary>The next sequence on the state.</summary>
    public ulong Next { get; private set; } = next;

    /// <summary>Its place in the pool's list of lanes.</summary>
    public int Place { get; set; }

    /// <summary>True while the block being settled has included something of this lane.</summary>
    public bool IsTouched { get; set; }

    /// <summary>How many entries are ready: the first ones.</summary>
    public int Ready { get; private set; }

    public ReadOnlySpan<PoolEntry> Entries => CollectionsMarshal.AsSpan(_entries);

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>The lowest sequence that neither the state nor the ready entries have taken.</summary>
    public ulong FirstGap => Next + (ulong)Ready;

    public PoolEntry Tail => _entries[^1];

    /// <summary>True when the last entry waits behind a gap.</summary>
    public bool TailWaits => Ready < _entries.Count;

    public PoolEntry? Find(ulong sequence)
    {
        int place = PlaceOf(sequence);
        return place < _entries.Count && _entries[place].Sequence == sequence ? _entries[place] : null;
    }

    /// <summary>The bid that an entry of this sequence and max fee would have.</summary>
    public ulong BidOf(ulong sequence, ulong maxFee)
    {
        int place = PlaceOf(sequence);
        return place == 0 ? maxFee : Math.Min(maxFee, _entries[place - 1].Bid);
    }

    /// <summary>Adds an entry, in the place of the one with its sequence if there is one.</summary>
    public void Put(PoolEntry entry)
    {
        int place = PlaceOf(entry.Sequence);
        if (place < _entries.Count && _entries[place].Sequence == entry.Sequence)
            _entries[place] = entry;
        else
            _entries.Insert(place, entry);
        Settle(place);
    }

    public void Remove(PoolEntry entry)
    {
        int place = PlaceOf(entry.Sequence);
        _entries.RemoveAt(place);
        Ready = Math.Min(Ready, place);
        Settle(place);
    }

    /// <summary>The state's next sequence has moved on. The entries below it must be taken out with <see cref="RemoveUsed"/>.</summary>
    public void Advance(ulong next) => Next = Math.Max(Next, next);

    /// <summary>Takes out the entries below the state's next sequence.</summary>
    public void RemoveUsed()
    {
        int used = PlaceOf(Next);
        _entries.RemoveRange(0, used);
        Ready = Math.Max(0, Ready - used);
        Settle(0);
    }

    // Bids and readiness from a place on: appending settles one entry.
    private void Settle(int from)
    {
        for (int i = from; i < _entries.Count; i++)
            _entries[i].Bid = i == 0 ? _entries[i].Transaction.Body.MaxFee : Math.Min(_entries[i].Transaction.Body.MaxFee, _entries[i - 1].Bid);
        while (Ready < _entries.Count && _entries[Ready].Sequence == Next + (ulong)Ready)
            Ready++;
    }

    private int PlaceOf(ulong sequence)
    {
        if (_entries.Count == 0 || _entries[^1].Sequence < sequence)
            return _entries.Count;
        int low = 0;
        int high = _entries.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_entries[middle].Sequence < sequence)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
