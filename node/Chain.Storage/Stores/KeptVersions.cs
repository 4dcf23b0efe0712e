using Chain.Primitives;
using Chain.State;
using Chain.State.Tree;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>Rebuilds the last versions in memory from the undo records, so that older heights are readable and provable right after a start.</summary>
internal static class KeptVersions
{
    public static StateVersion[] Read(IKeyValueSnapshot snapshot, ulong tip, StateTree tree, int heights)
    {
        var newestFirst = new List<StateVersion>();
        var later = new List<StateWrites>();
        var buckets = new SnapshotBuckets(snapshot);
        ulong height = tip;
        while (height > 0 && newestFirst.Count < heights && snapshot.TryGet(Schema.State.Undo, StateStore.HeightKey(height), out byte[] bytes))
        {
            StateWrites writes = UndoRecord.Decode(bytes, key => ValueAfter(snapshot, later, key), out Hash256 rootBefore)
                ?? throw Damaged(height, "the undo record is not one");
            StateTree before = tree.Apply(writes.Invert().ToTreeUpdates(), buckets).Tree;
            if (before.Root != rootBefore)
                throw Damaged(height, $"undoing height {height} gives the root {before.Root}, but {rootBefore} was committed");
            newestFirst.Add(new StateVersion(height, tree, writes, TreeChanges.None, rootBefore, null));
            later.Add(writes);
            tree = before;
            height--;
        }
        newestFirst.Add(new StateVersion(height, tree, StateWrites.None, TreeChanges.None, default, null));
        newestFirst.Reverse();
        return [.. newestFirst];
    }

    /// <summary>The value of a key after a height: what the next height that wrote it found, else what is stored now.</summary>
    private static ReadOnlyMemory<byte>? ValueAfter(IKeyValueSnapshot snapshot, List<StateWrites> later, ReadOnlyMemory<byte> key)
    {
        for (int i = later.Count - 1; i >= 0; i--)
        {
            if (later[i].TryFind(key.Span, out StateWrite write))
                return write.OldValue;
        }
        return snapshot.TryGet(Schema.State.Flat, key.Span, out byte[] value) ? value : default(ReadOnlyMemory<byte>?);
    }

    private static StorageFailure Damaged(ulong height, string why) =>
        new(StorageFault.Damaged, "state: table undo", why, StateStore.RestoreAdvice) { Height = height };
}
