using Chain.State.Tree;

namespace Chain.Storage.Stores;

/// <summary>A store of no buckets, for a tree that is all in memory.</summary>
internal sealed class NoBuckets : IBucketSource
{
    public static NoBuckets Instance { get; } = new();

    public byte[]? Read(BitPrefix prefix) => null;
}
