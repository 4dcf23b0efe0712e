using Chain.State.Tree;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>The tree's buckets as a snapshot of the store has them.</summary>
internal sealed class SnapshotBuckets(IKeyValueSnapshot snapshot) : IBucketSource
{
    public byte[]? Read(BitPrefix prefix)
    {
        Span<byte> key = stackalloc byte[BitPrefix.KeyBytesMax];
        int length = prefix.Write(key);
        return snapshot.TryGet(Schema.State.Tree, key[..length], out byte[] data) ? data : null;
    }
}
