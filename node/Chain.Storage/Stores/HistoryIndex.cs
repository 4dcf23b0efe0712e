using Chain.Storage.KeyValue;
using Chain.Types;

namespace Chain.Storage.Stores;

/// <summary>Finds transactions by id and by slot: the newest in memory, older ones in sorted runs that were appended to the store whole.</summary>
/// <remarks>
/// Ids are random, and each row that is inserted at a random place of a large table rewrites a page of it. A run is written in the order of its keys
/// after all that was written before, so a transaction costs its own bytes and no more; a look-up asks one run after the other, the newest first,
/// about a microsecond each. Used under the lock of <see cref="HistoryStore"/>, except for <see cref="Find(IKeyValueSnapshot, IReadOnlyList{HistoryRun}, TransactionId)"/>.
/// </remarks>
internal sealed class HistoryIndex
{
    private readonly Dictionary<TransactionId, HistoryPlace> _ids = [];
    private readonly Dictionary<TransactionSlot, HistoryPlace> _slots = [];
    private readonly List<(ulong Height, IReadOnlyList<HistoryKey> Keys)> _blocks = [];

    public int TransactionCount => _ids.Count;

    public int BlockCount => _blocks.Count;

    public void Add(ulong height, IReadOnlyList<HistoryKey> keys)
    {
        _blocks.Add((height, keys));
        for (int i = 0; i < keys.Count; i++)
        {
            _ids[keys[i].Id] = new HistoryPlace(height, i);
            _slots[keys[i].Slot] = new HistoryPlace(height, i);
        }
    }

    public HistoryPlace? Find(TransactionId id) => _ids.TryGetValue(id, out HistoryPlace place) ? place : null;

    public HistoryPlace? Find(TransactionSlot slot) => _slots.TryGetValue(slot, out HistoryPlace place) ? place : null;

    /// <summary>Writes everything up to a height as one run; null when there is nothing.</summary>
    public HistoryRun? WriteRun(WriteBatch batch, uint number, ulong upTo)
    {
        var blocks = _blocks.Where(block => block.Height <= upTo).ToList();
        if (blocks.Count == 0)
            return null;
        int count = blocks.Sum(static block => block.Keys.Count);
        var keys = new HistoryKey[count];
        var places = new byte[count][];
        int next = 0;
        foreach ((ulong height, IReadOnlyList<HistoryKey> block) in blocks)
        {
            for (int i = 0; i < block.Count; i++)
            {
                keys[next] = block[i];
                places[next++] = HistoryKeys.Place(new HistoryPlace(height, i));
            }
        }
        // Sorted as values: comparing the rows' bytes would give the same order, and costs several times as much.
        int[] order = Sorted(count, (x, y) => keys[x].Id.CompareTo(keys[y].Id));
        foreach (int i in order)
            batch.Put(Schema.History.Transactions, HistoryKeys.Transaction(number, keys[i].Id), places[i]);
        order = Sorted(count, (x, y) => Compare(keys[x].Slot, keys[y].Slot));
        foreach (int i in order)
            batch.Put(Schema.History.Slots, HistoryKeys.Slot(number, keys[i].Slot), places[i]);
        var run = new HistoryRun(number, blocks[0].Height, blocks[^1].Height);
        batch.Put(Schema.History.Runs, HistoryKeys.Run(number), HistoryKeys.Range(run.First, run.Last));
        return run;
    }

    /// <summary>Forgets what is in a run now, or was cut off.</summary>
    public void Remove(Func<ulong, bool> which)
    {
        foreach ((ulong height, IReadOnlyList<HistoryKey> keys) in _blocks)
        {
            if (!which(height))
                continue;
            foreach (HistoryKey key in keys)
            {
                _ids.Remove(key.Id);
                _slots.Remove(key.Slot);
            }
        }
        _blocks.RemoveAll(block => which(block.Height));
    }

    public static HistoryPlace? Find(IKeyValueSnapshot snapshot, IReadOnlyList<HistoryRun> newestFirst, TransactionId id)
    {
        foreach (HistoryRun run in newestFirst)
        {
            if (snapshot.TryGet(Schema.History.Transactions, HistoryKeys.Transaction(run.Number, id), out byte[] value))
                return HistoryKeys.ReadPlace(value);
        }
        return null;
    }

    public static HistoryPlace? Find(IKeyValueSnapshot snapshot, IReadOnlyList<HistoryRun> newestFirst, TransactionSlot slot)
    {
        foreach (HistoryRun run in newestFirst)
        {
            if (snapshot.TryGet(Schema.History.Slots, HistoryKeys.Slot(run.Number, slot), out byte[] value))
                return HistoryKeys.ReadPlace(value);
        }
        return null;
    }

    private static int[] Sorted(int count, Comparison<int> compare)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = i;
        Array.Sort(order, compare);
        return order;
    }

    private static int Compare(TransactionSlot x, TransactionSlot y)
    {
        int result = x.Sender.CompareTo(y.Sender);
        if (result == 0)
            result = x.Lane.CompareTo(y.Lane);
        return result != 0 ? result : x.Sequence.CompareTo(y.Sequence);
    }
}
