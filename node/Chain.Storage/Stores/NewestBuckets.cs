using Chain.State.Tree;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>The tree's buckets as the table has them now, not as of some snapshot: a bucket that is in memory no more is in the table from then on, until it is replaced, and then in memory again.</summary>
internal sealed class NewestBuckets(IKeyValueStore store) : IBucketSource
{
    public byte[]? Read(BitPrefix prefix)
    {
        Span<byte> key = stackalloc byte[BitPrefix.KeyBytesMax];
        int length = prefix.Write(key);
        using IKeyValueSnapshot snapshot = store.OpenSnapshot(SnapshotLife.Unbounded);
        return snapshot.TryGet(Schema.State.Tree, key[..length], out byte[] data) ? data : null;
    }
}
