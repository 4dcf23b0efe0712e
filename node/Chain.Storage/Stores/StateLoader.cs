using Chain.Primitives;
using Chain.State.Tree;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>Rebuilds in memory what a start needs: the newest tree, from the buckets and the records of heights that some slices lack; and the versions before it.</summary>
internal static class StateLoader
{
    /// <summary>The newest tree, with the buckets that the table lacks.</summary>
    public static TreeVersion ReadTree(IKeyValueSnapshot snapshot, IBucketSource source, ulong tip, StateSlices slices, SortedDictionary<ulong, HeightRow> rows)
    {
        var buckets = new List<StoredBucket>();
        foreach ((byte[] key, byte[] data) in snapshot.Range(Schema.State.Tree, default, default))
        {
            if (!BitPrefix.TryRead(key, out BitPrefix prefix) || !StoredBucket.TryCreate(prefix, data, out StoredBucket? bucket))
                throw DamagedBucket(Convert.ToHexStringLower(key));
            buckets.Add(bucket);
        }
        if (!StateTree.TryFromBuckets(buckets, out StateTree? stored))
            throw DamagedBucket("of several buckets");
        var missing = new SortedDictionary<Hash256, ReadOnlyMemory<byte>?>();
        for (ulong height = slices.Lowest + 1; height <= tip; height++)
        {
            if (!rows.TryGetValue(height, out HeightRow? row))
                throw Damaged(height, "the record of a height is missing");
            for (int i = 0; i < row.Writes.Count; i++)
            {
                if (height > slices[StateSlices.Of(row.Writes.Key(i))])
                    missing[row.Writes.Key(i)] = row.Writes[i].New;
            }
        }
        TreeUpdate[] updates = [.. missing.Select(static pair =>
            new TreeUpdate(pair.Key, pair.Value is { } value ? Primitives.Crypto.Hashing.Sha256(value.Span) : null))];
        return stored.Apply(updates, source);
    }

    /// <summary>The versions from the newest down to a height, as far as the records reach.</summary>
    public static KeptVersions ReadVersions(IBucketSource buckets, ulong tip, StateTree tree, SortedDictionary<ulong, HeightRow> rows, ulong from)
    {
        var newestFirst = new List<StateVersion>();
        ulong height = tip;
        for (; height > from && rows.TryGetValue(height, out HeightRow? row); height--)
        {
            StateTree before = tree.Apply(row.Writes.ToTreeUndo(), buckets).Tree;
            if (before.Root != row.RootBefore)
                throw Damaged(height, $"undoing height {height} gives the root {before.Root}, but {row.RootBefore} was committed");
            newestFirst.Add(new StateVersion(height, tree, row.Writes, TreeChanges.None, row.RootBefore, null));
            tree = before;
        }
        newestFirst.Add(new StateVersion(height, tree, HashedWrites.None, TreeChanges.None, default, null));
        newestFirst.Reverse();
        return new KeptVersions([.. newestFirst]);
    }

    /// <summary>The records of all heights above one.</summary>
    public static SortedDictionary<ulong, HeightRow> ReadRows(IKeyValueSnapshot snapshot, ulong above)
    {
        var rows = new SortedDictionary<ulong, HeightRow>();
        foreach ((byte[] key, byte[] bytes) in snapshot.Range(Schema.State.Heights, HistoryKeys.Height(above + 1), default))
        {
            ulong height = key.Length == 8 ? System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(key) : throw Damaged(0, "the record of a height has no height");
            HashedWrites writes = HeightRecord.Decode(bytes, out Hash256 rootBefore) ?? throw Damaged(height, "the record of the height is not readable");
            rows.Add(height, new HeightRow(rootBefore, writes));
        }
        return rows;
    }

    private static StorageFailure DamagedBucket(string key) =>
        new(StorageFault.Damaged, $"state: table tree, key {key}", "the bucket is not one that the tree can have there", StateStore.RestoreAdvice);

    private static StorageFailure Damaged(ulong height, string why) =>
        new(StorageFault.Damaged, $"state: table heights, height {height}", why, StateStore.RestoreAdvice) { Height = height };
}
