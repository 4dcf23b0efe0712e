using Chain.State.Tree;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>Builds the tree's inner nodes from all stored buckets.</summary>
internal static class StateTreeReader
{
    public static StateTree Read(IKeyValueSnapshot snapshot)
    {
        var buckets = new List<StoredBucket>();
        foreach ((byte[] key, byte[] data) in snapshot.Range(Schema.State.Tree, default, default))
        {
            if (!BitPrefix.TryRead(key, out BitPrefix prefix) || !StoredBucket.TryCreate(prefix, data, out StoredBucket? bucket))
                throw Damaged(Convert.ToHexStringLower(key));
            buckets.Add(bucket);
        }
        return StateTree.TryFromBuckets(buckets, out StateTree? tree) ? tree : throw Damaged("of several buckets");
    }

    private static StorageFailure Damaged(string key) =>
        new(StorageFault.Damaged, $"state: table tree, key {key}", "the bucket is not one that the tree can have there", StateStore.RestoreAdvice);
}
