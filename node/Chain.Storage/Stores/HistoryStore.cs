using Chain.Primitives;
using Chain.Storage.KeyValue;
using Chain.Types;

namespace Chain.Storage.Stores;

/// <summary>The chain's history: blocks, commits, receipts, and indexes by block id, transaction id and slot.</summary>
/// <remarks>
/// Written behind: <see cref="Append"/> only remembers, and what it remembers can be read at once; <see cref="Flush"/> makes it durable, on a worker, and
/// raises <see cref="DurableHeight"/>, up to which the log may let go. What a crash takes is built again by replaying the log. All members may be called from any thread.
/// Reads end within the call, so their snapshots are not among those that are limited: however many readers hold the state, the node itself finds its blocks.
/// </remarks>
public sealed class HistoryStore : IDisposable
{
    private const string RestoreAdvice = "Restore the folder from a copy, or delete it and let the node fetch the chain again";
    private const int PrunedPerCommit = 256;

    private static readonly byte[] GenesisKey = "genesis"u8.ToArray();
    private static readonly byte[] RangeKey = "range"u8.ToArray();
    private static readonly byte[] NextRunKey = "next-run"u8.ToArray();

    private readonly IKeyValueStore _store;
    private readonly HistoryOptions _options;
    private readonly Lock _gate = new();
    private readonly Lock _writeGate = new();
    private readonly List<HistoryEntry> _waiting = [];
    private readonly HistoryIndex _index = new();
    private HistoryRun[] _runs = [];
    private uint _nextRun = 1;
    private ulong _lowest;
    private ulong _durable;
    private ulong _highest;

    private HistoryStore(IKeyValueStore store, HistoryOptions options)
    {
        _store = store;
        _options = options;
    }

    /// <summary>The lowest height that is kept; one above <see cref="Height"/> when none is.</summary>
    public ulong LowestHeight
    {
        get
        {
            lock (_gate)
                return _lowest;
        }
    }

    /// <summary>The highest height appended; one below <see cref="LowestHeight"/> when there is none.</summary>
    public ulong Height
    {
        get
        {
            lock (_gate)
                return _highest;
        }
    }

    /// <summary>The highest height that no crash can take.</summary>
    public ulong DurableHeight
    {
        get
        {
            lock (_gate)
                return _durable;
        }
    }

    /// <summary>How large the store is.</summary>
    public StoreSize Size => _store.Size;

    /// <summary>Begins an empty history whose first block will have this height.</summary>
    /// <exception cref="StorageFailure">The store is not empty, or writing failed.</exception>
    public static HistoryStore Create(IKeyValueStore store, Hash256 genesisHash, ulong firstHeight = 1, HistoryOptions? options = null)
    {
        Invariant.Holds(firstHeight > 0, "the first block has height 1 or more");
        using (IKeyValueSnapshot snapshot = store.OpenSnapshot(SnapshotLife.Unbounded))
        {
            if (snapshot.TryGet(Schema.History.Meta, GenesisKey, out _))
                throw new StorageFailure(StorageFault.AlreadyExists, "history", "the store holds a history already", "Nothing was overwritten; move it away if it is not needed");
        }
        var batch = new WriteBatch();
        batch.Put(Schema.History.Meta, GenesisKey, genesisHash.ToArray());
        batch.Put(Schema.History.Meta, RangeKey, HistoryKeys.Range(firstHeight, firstHeight - 1));
        store.Commit(batch, sync: true);
        return Open(store, genesisHash, options);
    }

    /// <summary>Opens the history of a chain, and builds the part of the indexes that is in memory from the newest blocks.</summary>
    /// <exception cref="StorageFailure">The store is empty, damaged, or of another chain.</exception>
    public static HistoryStore Open(IKeyValueStore store, Hash256 genesisHash, HistoryOptions? options = null)
    {
        var history = new HistoryStore(store, options ?? new HistoryOptions());
        using (IKeyValueSnapshot snapshot = store.OpenSnapshot(SnapshotLife.Unbounded))
            history.Load(snapshot, genesisHash);
        return history;
    }

    /// <summary>Adds the next block. Nothing is written yet.</summary>
    /// <exception cref="InvariantException">The height does not follow the highest one.</exception>
    public void Append(HistoryEntry entry)
    {
        lock (_gate)
        {
            Invariant.Holds(entry.Height == _highest + 1, "the history has no gaps");
            _waiting.Add(entry);
            _index.Add(entry.Height, entry.Transactions);
            _highest = entry.Height;
        }
    }

    /// <summary>Makes everything appended so far durable.</summary>
    /// <exception cref="StorageFailure">It may not be durable: the node stops.</exception>
    public void Flush()
    {
        lock (_writeGate)
        {
            HistoryEntry[] entries;
            HistoryRun? run = null;
            ulong lowest;
            var batch = new WriteBatch();
            lock (_gate)
            {
                if (_waiting.Count == 0)
                    return;
                entries = [.. _waiting];
                lowest = _lowest;
                if (_index.TransactionCount >= _options.RunTransactions || _index.BlockCount >= _options.RunBlocks)
                    run = _index.WriteRun(batch, _nextRun, entries[^1].Height);
            }
            if (run is not null)
                batch.Put(Schema.History.Meta, NextRunKey, HistoryKeys.Run(_nextRun + 1));
            foreach (HistoryEntry entry in entries)
                Write(batch, entry);
            ulong highest = entries[^1].Height;
            batch.Put(Schema.History.Meta, RangeKey, HistoryKeys.Range(lowest, highest));
            _store.Commit(batch, sync: true);
            lock (_gate)
            {
                _waiting.RemoveRange(0, entries.Length);
                _durable = highest;
                if (run is null)
                    return;
                _runs = [run, .. _runs];
                _nextRun = run.Number + 1;
                _index.Remove(height => height <= highest);
            }
        }
    }

    /// <summary>The block's canonical bytes; null when the height is not kept.</summary>
    public ReadOnlyMemory<byte>? FindBlock(ulong height) => Find(Schema.History.Blocks, height, static entry => entry.Block);

    /// <summary>The canonical bytes of the commit that decided the block; null when the height is not kept.</summary>
    public ReadOnlyMemory<byte>? FindCommit(ulong height) => Find(Schema.History.Commits, height, static entry => entry.Commit);

    /// <summary>What the host keeps beside the block; null when the height is not kept.</summary>
    public ReadOnlyMemory<byte>? FindResults(ulong height) => Find(Schema.History.Results, height, static entry => entry.Results);

    /// <summary>All receipts of a block; null when the height is not kept.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? FindReceipts(ulong height)
    {
        if (FindWaiting(height, out HistoryEntry? entry))
            return entry?.Receipts;
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded);
        var receipts = new List<ReadOnlyMemory<byte>>();
        foreach ((_, byte[] row) in snapshot.Prefix(Schema.History.Receipts, HistoryKeys.Height(height)))
            receipts.AddRange(HistoryKeys.ReadReceipts(row) ?? throw Damaged(height, "the receipts of the block are not readable"));
        return receipts;
    }

    /// <summary>One receipt of a block; null when the height is not kept or has fewer.</summary>
    public ReadOnlyMemory<byte>? FindReceipt(ulong height, int index)
    {
        if (index < 0)
            return null;
        if (FindWaiting(height, out HistoryEntry? entry))
            return entry is not null && index < entry.Receipts.Count ? entry.Receipts[index] : default(ReadOnlyMemory<byte>?);
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded);
        if (!snapshot.TryGet(Schema.History.Receipts, HistoryKeys.ReceiptGroup(height, index / HistoryKeys.ReceiptsPerGroup), out byte[] row))
            return null;
        List<ReadOnlyMemory<byte>> receipts = HistoryKeys.ReadReceipts(row) ?? throw Damaged(height, "the receipts of the block are not readable");
        index %= HistoryKeys.ReceiptsPerGroup;
        return index < receipts.Count ? receipts[index] : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>The height of a block; null when it is not kept.</summary>
    public ulong? FindHeight(BlockId id)
    {
        lock (_gate)
        {
            foreach (HistoryEntry entry in _waiting)
            {
                if (entry.BlockId == id)
                    return entry.Height;
            }
        }
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded);
        if (!snapshot.TryGet(Schema.History.BlockIds, id.Value.Span, out byte[] height) || height.Length != 8)
            return null;
        ulong found = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(height);
        return found >= LowestHeight ? found : null;
    }

    /// <summary>Where a transaction is; null when it is not in a block that is kept.</summary>
    public HistoryPlace? FindTransaction(TransactionId id) => FindPlace(index => index.Find(id), (snapshot, runs) => HistoryIndex.Find(snapshot, runs, id));

    /// <summary>Where the transaction is that took a slot; null when none is in a block that is kept.</summary>
    public HistoryPlace? FindSlot(TransactionSlot slot) => FindPlace(index => index.Find(slot), (snapshot, runs) => HistoryIndex.Find(snapshot, runs, slot));

    /// <summary>The heights of blocks that have events of a contract, upwards from one.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="from">The lowest height wanted.</param>
    /// <param name="max">How many are wanted.</param>
    public IReadOnlyList<ulong> FindEventBlocks(Address contract, ulong from, int max)
    {
        ulong[] waiting;
        ulong firstWaiting;
        lock (_gate)
        {
            from = Math.Max(from, _lowest);
            firstWaiting = _waiting.Count == 0 ? _highest + 1 : _waiting[0].Height;
            waiting = [.. _waiting.Where(entry => entry.Height >= from && entry.EventContracts?.Contains(contract) == true).Select(static entry => entry.Height)];
        }
        var heights = new List<ulong>();
        using (IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded))
        {
            byte[] end = HistoryKeys.EventBlock(contract.Span, firstWaiting);
            foreach ((byte[] key, _) in from < firstWaiting ? snapshot.Range(Schema.History.EventBlocks, HistoryKeys.EventBlock(contract.Span, from), end) : [])
            {
                if (heights.Count == max)
                    return heights;
                heights.Add(HistoryKeys.EventBlockHeight(key));
            }
        }
        heights.AddRange(waiting.Take(max - heights.Count));
        return heights;
    }

    /// <summary>Forgets blocks below a height, in steps of bounded size; an interruption leaves some rows that nobody reads and that the next call removes. Returns false when there is more to do.</summary>
    public bool Prune(ulong below)
    {
        lock (_writeGate)
        {
            ulong lowest;
            ulong durable;
            HistoryRun[] gone;
            lock (_gate)
            {
                below = Math.Min(below, _durable);
                lowest = _lowest = Math.Max(_lowest, below);
                durable = _durable;
                gone = [.. _runs.Where(run => run.Last < lowest)];
                _runs = [.. _runs.Except(gone)];
            }
            var batch = new WriteBatch();
            batch.Put(Schema.History.Meta, RangeKey, HistoryKeys.Range(lowest, durable));
            foreach (HistoryRun run in gone)
                batch.Delete(Schema.History.Runs, HistoryKeys.Run(run.Number));
            bool done = HistoryPruning.Collect(_store, batch, lowest, _runs, PrunedPerCommit);
            _store.Commit(batch, sync: false);
            return done;
        }
    }

    /// <summary>Forgets blocks above a height: after a rollback, which executes them again.</summary>
    public void TruncateAbove(ulong height)
    {
        lock (_writeGate)
        {
            lock (_gate)
            {
                Invariant.Holds(height + 1 >= _lowest, "a history is cut within what it holds");
                _waiting.RemoveAll(entry => entry.Height > height);
                _index.Remove(added => added > height);
                _highest = Math.Min(_highest, height);
                if (_durable <= height)
                    return;
            }
            var batch = new WriteBatch();
            for (ulong above = _durable; above > height; above--)
                HistoryPruning.DeleteBlock(_store, batch, above);
            foreach (HistoryRun run in _runs.Where(run => run.Last > height))
                batch.Delete(Schema.History.Runs, HistoryKeys.Run(run.Number));
            batch.Put(Schema.History.Meta, RangeKey, HistoryKeys.Range(_lowest, height));
            _store.Commit(batch, sync: true);
            using IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded);
            lock (_gate)
            {
                _durable = height;
                _runs = [.. _runs.Where(run => run.Last <= height)];
                _index.Remove(static _ => true);
                Reindex(snapshot);
            }
        }
    }

    /// <summary>Closes the store below. What was not flushed is built again from the log.</summary>
    public void Dispose() => _store.Dispose();

    private static void Write(WriteBatch batch, HistoryEntry entry)
    {
        byte[] height = HistoryKeys.Height(entry.Height);
        batch.Put(Schema.History.Blocks, height, entry.Block);
        batch.Put(Schema.History.Commits, height, entry.Commit);
        batch.Put(Schema.History.Results, height, entry.Results);
        batch.Put(Schema.History.BlockIds, entry.BlockId.Value.ToArray(), height);
        int group = 0;
        foreach (byte[] row in HistoryKeys.ReceiptGroups(entry.Receipts))
            batch.Put(Schema.History.Receipts, HistoryKeys.ReceiptGroup(entry.Height, group++), row);
        if (entry.EventContracts is not { Count: > 0 } contracts)
            return;
        batch.Put(Schema.History.EventContracts, height, HistoryKeys.EventContracts(contracts));
        foreach (Address contract in contracts)
            batch.Put(Schema.History.EventBlocks, HistoryKeys.EventBlock(contract.Span, entry.Height), ReadOnlyMemory<byte>.Empty);
    }

    private static StorageFailure Damaged(ulong height, string why) => new(StorageFault.Damaged, $"history: height {height}", why, RestoreAdvice) { Height = height };

    private void Load(IKeyValueSnapshot snapshot, Hash256 genesisHash)
    {
        if (!snapshot.TryGet(Schema.History.Meta, GenesisKey, out byte[] genesis) || genesis.Length != Hash256.Length)
            throw new StorageFailure(StorageFault.Missing, "history", "the store holds no history", RestoreAdvice);
        if (new Hash256(genesis) != genesisHash)
            throw new StorageFailure(StorageFault.WrongChain, "history", $"the history belongs to the chain {new Hash256(genesis)}, the node runs {genesisHash}", "Use the home of this chain");
        if (!snapshot.TryGet(Schema.History.Meta, RangeKey, out byte[] bytes) || HistoryKeys.ReadRange(bytes) is not { } range || range.First == 0 || range.Last + 1 < range.First)
            throw new StorageFailure(StorageFault.Damaged, "history: table meta", "the range of heights is not recorded", RestoreAdvice);
        (_lowest, _durable) = range;
        _highest = _durable;
        // Numbers are never used again: rows of a run that was cut off may still be there.
        if (snapshot.TryGet(Schema.History.Meta, NextRunKey, out byte[] next) && next.Length == 4)
            _nextRun = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(next);
        var runs = new List<HistoryRun>();
        foreach ((byte[] key, byte[] value) in snapshot.Range(Schema.History.Runs, default, default, backward: true))
        {
            if (key.Length != 4 || HistoryKeys.ReadRange(value) is not { } blocks || blocks.Last > _durable)
                throw new StorageFailure(StorageFault.Damaged, "history: table runs", "a run is not one of this history", RestoreAdvice);
            runs.Add(new HistoryRun(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(key), blocks.First, blocks.Last));
        }
        _runs = [.. runs];
        Reindex(snapshot);
    }

    /// <summary>Reads the blocks that no run holds.</summary>
    private void Reindex(IKeyValueSnapshot snapshot)
    {
        ulong indexed = _runs.Length == 0 ? 0 : _runs[0].Last;
        for (ulong height = Math.Max(indexed + 1, _lowest); height <= _durable; height++)
        {
            if (!snapshot.TryGet(Schema.History.Blocks, HistoryKeys.Height(height), out byte[] bytes))
                throw Damaged(height, "the block is missing");
            if (Block.TryDecode(bytes, out Block? block, out _) != Primitives.Encoding.DecodeError.None || block is null || block.Header.Height != height)
                throw Damaged(height, "the block is not readable");
            _index.Add(height, HistoryEntry.KeysOf(block));
        }
    }

    private ReadOnlyMemory<byte>? Find(Table table, ulong height, Func<HistoryEntry, ReadOnlyMemory<byte>> part)
    {
        if (FindWaiting(height, out HistoryEntry? entry))
            return entry is null ? default(ReadOnlyMemory<byte>?) : part(entry);
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded);
        return snapshot.TryGet(table, HistoryKeys.Height(height), out byte[] value) ? value : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>True when the store need not be asked: the height is not kept (null), or waits to be written.</summary>
    private bool FindWaiting(ulong height, out HistoryEntry? entry)
    {
        entry = null;
        lock (_gate)
        {
            if (height < _lowest || height > _highest)
                return true;
            if (_waiting.Count == 0 || height < _waiting[0].Height)
                return false;
            entry = _waiting[(int)(height - _waiting[0].Height)];
            return true;
        }
    }

    private HistoryPlace? FindPlace(Func<HistoryIndex, HistoryPlace?> inMemory, Func<IKeyValueSnapshot, HistoryRun[], HistoryPlace?> stored)
    {
        HistoryRun[] runs;
        HistoryPlace? found;
        lock (_gate)
        {
            runs = _runs;
            found = inMemory(_index);
        }
        if (found is null && runs.Length > 0)
        {
            using IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded);
            found = stored(snapshot, runs);
        }
        return found is { } place && place.Height >= LowestHeight ? place : null;
    }
}
