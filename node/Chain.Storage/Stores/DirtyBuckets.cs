using Chain.State.Tree;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>Buckets of the newest tree that the table does not hold yet. Their bytes stay in memory until it does.</summary>
internal sealed class DirtyBuckets
{
    private readonly Dictionary<BitPrefix, BucketWrite?>[] _slices = [.. Enumerable.Range(0, StateSlices.Count).Select(static _ => new Dictionary<BitPrefix, BucketWrite?>())];

    /// <summary>True when a bucket spans several slices (a very small tree): then slices cannot be written one by one.</summary>
    public bool SpansSlices { get; private set; }

    public void Add(TreeChanges changes)
    {
        foreach (BitPrefix prefix in changes.Removed)
            Add(prefix, null);
        foreach (BucketWrite write in changes.Written)
            Add(write.Prefix, write);
    }

    /// <summary>Adds the rows of a slice, in the order of their keys.</summary>
    public void Write(WriteBatch batch, int slice)
    {
        Span<byte> key = stackalloc byte[BitPrefix.KeyBytesMax];
        foreach ((BitPrefix prefix, BucketWrite? write) in _slices[slice].OrderBy(static pair => pair.Key))
        {
            byte[] row = key[..prefix.Write(key)].ToArray();
            if (write is { } bucket)
                batch.Put(Schema.State.Tree, row, bucket.Data);
            else
                batch.Delete(Schema.State.Tree, row);
        }
    }

    /// <summary>Forgets a slice whose rows are durable, and returns what may leave the memory.</summary>
    public TreeChanges Clear(int slice)
    {
        var written = new TreeChanges([.. _slices[slice].Values.Where(static write => write is not null).Select(static write => write!.Value)], []);
        _slices[slice].Clear();
        if (_slices.All(static other => other.Count == 0))
            SpansSlices = false;
        return written;
    }

    private void Add(BitPrefix prefix, BucketWrite? write)
    {
        _slices[StateSlices.Of(prefix)][prefix] = write;
        SpansSlices |= prefix.Length < StateSlices.Bits;
    }
}
