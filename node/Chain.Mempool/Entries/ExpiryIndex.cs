namespace Chain.Mempool;

/// <summary>The entries by expiry height. Adding and removing take constant time, and a height keeps nothing of entries that have left.</summary>
internal sealed class ExpiryIndex
{
    private readonly Dictionary<ulong, List<PoolEntry>> _heights = [];

    public void Add(PoolEntry entry)
    {
        ulong height = entry.Transaction.Body.ExpiryHeight;
        if (!_heights.TryGetValue(height, out List<PoolEntry>? entries))
        {
            entries = [];
            _heights.Add(height, entries);
        }
        entry.ExpiryPlace = entries.Count;
        entries.Add(entry);
    }

    public void Remove(PoolEntry entry)
    {
        ulong height = entry.Transaction.Body.ExpiryHeight;
        List<PoolEntry> entries = _heights[height];
        PoolEntry last = entries[^1];
        entries[entry.ExpiryPlace] = last;
        last.ExpiryPlace = entry.ExpiryPlace;
        entries.RemoveAt(entries.Count - 1);
        if (entries.Count == 0)
            _heights.Remove(height);
    }

    /// <summary>A copy of the entries whose last height is this one.</summary>
    public IReadOnlyList<PoolEntry> At(ulong height) => _heights.TryGetValue(height, out List<PoolEntry>? entries) ? [.. entries] : [];
}
