namespace Chain.State.Tree;

/// <summary>A bucket to be stored under its prefix.</summary>
public readonly struct BucketWrite
{
    internal BucketWrite(BitPrefix prefix, BucketNode bucket, byte[] data)
    {
        Prefix = prefix;
        Bucket = bucket;
        Data = data;
    }

    /// <summary>The subtree that the bucket holds.</summary>
    public BitPrefix Prefix { get; }

    /// <summary>Its leaves: 64 bytes each, key hash ‖ value hash, ascending.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    internal BucketNode Bucket { get; }
}
