using Chain.Primitives;

namespace Chain.State.Tree;

/// <summary>A subtree of at most <see cref="LeavesMax"/> leaves, whose bytes are in memory (pinned) or in the store.</summary>
/// <remarks>
/// The store holds the newest version only. Before a newer version overwrites a bucket there, the update that makes that version has
/// loaded the old bytes, and <see cref="Keep"/> leaves them here for good: so every version that is still referenced stays readable. Bytes that
/// are here because they were just written can be let go once the store has them (<see cref="Unpin"/>); these are two fields so that letting
/// go never races with keeping. They are all that changes in the tree: each is one reference to bytes that never change, and a reader takes it once.
/// </remarks>
internal sealed class BucketNode(Hash256 hash, int count, byte[]? data) : TreeNode(hash, count)
{
    /// <summary>A subtree of more leaves is split: fewer would take more memory, more would hash more that did not change. The shape follows from the leaves alone, whatever the order in which they came.</summary>
    public const int LeavesMax = 8;

    private volatile byte[]? _written = data;
    private volatile byte[]? _kept;

    /// <summary>The bytes, when they are in memory.</summary>
    public byte[]? Pinned => _written ?? _kept;

    public static BucketNode Create(byte[] data, int depth)
    {
        ReadOnlySpan<TreeLeaf> leaves = TreeLeaf.Of(data);
        return new BucketNode(TreeHash.Range(leaves, depth), leaves.Length, data);
    }

    /// <summary>A newer version replaces this bucket.</summary>
    public void Keep(byte[] data) => _kept = data;

    /// <summary>The store holds this bucket durably.</summary>
    public void Unpin() => _written = null;

    /// <summary>The bytes for a reader, from memory or from the store, and never others than those of this version: null when neither has them.</summary>
    public byte[]? Load(IBucketSource source, BitPrefix prefix)
    {
        if (Pinned is { } pinned)
            return pinned;
        byte[]? stored = source.Read(prefix);
        if (stored is not null && stored.Length == Count * TreeLeaf.Length && TreeHash.Range(TreeLeaf.Of(stored), prefix.Length) == Hash)
            return stored;
        // The store may have moved on between the two reads: then the update that did it has kept the old bytes first.
        return _kept;
    }
}
