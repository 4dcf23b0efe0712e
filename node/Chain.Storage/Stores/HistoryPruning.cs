using Chain.Primitives;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>Finds the rows of the history that nobody reads any more.</summary>
internal static class HistoryPruning
{
    private const int IndexRowsPerBlock = 64;

    /// <summary>Adds deletions of rows below a height, and of rows of runs that are no more; false when it stopped at the limit.</summary>
    public static bool Collect(IKeyValueStore store, WriteBatch batch, ulong lowest, IReadOnlyList<HistoryRun> runs, int blocksMax)
    {
        using IKeyValueSnapshot snapshot = store.OpenSnapshot(SnapshotLife.Unbounded);
        int blocks = 0;
        foreach ((byte[] key, _) in snapshot.Range(Schema.History.Blocks, default, HistoryKeys.Height(lowest)))
        {
            if (blocks++ == blocksMax)
                return false;
            DeleteBlock(snapshot, batch, System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(key));
        }
        uint first = runs.Count == 0 ? uint.MaxValue : runs.Min(static run => run.Number);
        int rows = blocksMax * IndexRowsPerBlock;
        return CollectRuns(snapshot, batch, Schema.History.Transactions, first, ref rows) && CollectRuns(snapshot, batch, Schema.History.Slots, first, ref rows);
    }

    public static void DeleteBlock(IKeyValueStore store, WriteBatch batch, ulong height)
    {
        using IKeyValueSnapshot snapshot = store.OpenSnapshot(SnapshotLife.Unbounded);
        DeleteBlock(snapshot, batch, height);
    }

    private static void DeleteBlock(IKeyValueSnapshot snapshot, WriteBatch batch, ulong height)
    {
        byte[] key = HistoryKeys.Height(height);
        if (snapshot.TryGet(Schema.History.Blocks, key, out byte[] bytes)
            && Types.Block.TryDecode(bytes, out Types.Block? block, out _) == Primitives.Encoding.DecodeError.None && block is not null)
            batch.Delete(Schema.History.BlockIds, block.Id.Value.ToArray());
        foreach ((byte[] group, _) in snapshot.Prefix(Schema.History.Receipts, key))
            batch.Delete(Schema.History.Receipts, group);
        if (snapshot.TryGet(Schema.History.EventContracts, key, out byte[] contracts))
        {
            for (int i = 0; i + Address.Length <= contracts.Length; i += Address.Length)
                batch.Delete(Schema.History.EventBlocks, HistoryKeys.EventBlock(contracts.AsSpan(i, Address.Length), height));
            batch.Delete(Schema.History.EventContracts, key);
        }
        batch.Delete(Schema.History.Commits, key);
        batch.Delete(Schema.History.Results, key);
        batch.Delete(Schema.History.Blocks, key);
    }

    private static bool CollectRuns(IKeyValueSnapshot snapshot, WriteBatch batch, Table table, uint firstKept, ref int rows)
    {
        foreach ((byte[] key, _) in snapshot.Range(table, default, HistoryKeys.Run(firstKept)))
        {
            if (rows-- == 0)
                return false;
            batch.Delete(table, key);
        }
        return true;
    }
}
