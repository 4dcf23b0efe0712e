using Chain.State.Tree;

namespace Chain.State.Tests;

/// <summary>A store of buckets in memory, holding the newest version only.</summary>
internal sealed class BucketMap : IBucketSource
{
    public Dictionary<BitPrefix, byte[]> Buckets { get; } = [];

    public int Reads { get; private set; }

    public byte[]? Read(BitPrefix prefix)
    {
        Reads++;
        return Buckets.TryGetValue(prefix, out byte[]? data) ? data : null;
    }

    public void Write(TreeChanges changes)
    {
        foreach (BitPrefix prefix in changes.Removed)
            Assert.True(Buckets.Remove(prefix), "only buckets that exist are removed");
        foreach (BucketWrite write in changes.Written)
            Buckets[write.Prefix] = write.Data.ToArray();
    }

    public StateTree Rebuild()
    {
        var stored = new List<StoredBucket>();
        foreach ((BitPrefix prefix, byte[] data) in Buckets.OrderBy(static pair => pair.Key))
        {
            Assert.True(StoredBucket.TryCreate(prefix, data, out StoredBucket? bucket));
            stored.Add(bucket);
        }
        Assert.True(StateTree.TryFromBuckets(stored, out StateTree? tree));
        return tree;
    }
}
