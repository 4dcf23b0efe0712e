using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Chain.State.Tree;

/// <summary>A bucket that was read from a store, checked to be one, and hashed.</summary>
public sealed class StoredBucket
{
    private StoredBucket(BitPrefix prefix, BucketNode node)
    {
        Prefix = prefix;
        Node = node;
    }

    /// <summary>The subtree that it holds.</summary>
    public BitPrefix Prefix { get; }

    internal BucketNode Node { get; }

    /// <summary>Accepts 1 to 8 leaves, strictly ascending, all below the prefix. The data is not kept in memory.</summary>
    public static bool TryCreate(BitPrefix prefix, ReadOnlySpan<byte> data, [NotNullWhen(true)] out StoredBucket? bucket)
    {
        bucket = null;
        if (data.IsEmpty || data.Length % TreeLeaf.Length != 0 || data.Length > BucketNode.LeavesMax * TreeLeaf.Length)
            return false;
        ReadOnlySpan<TreeLeaf> leaves = MemoryMarshal.Cast<byte, TreeLeaf>(data);
        for (int i = 0; i < leaves.Length; i++)
        {
            if (!prefix.Covers(leaves[i].KeyHash) || (i > 0 && leaves[i - 1].KeyHash >= leaves[i].KeyHash))
                return false;
        }
        bucket = new StoredBucket(prefix, new BucketNode(TreeHash.Range(leaves, prefix.Length), leaves.Length, null));
        return true;
    }
}
