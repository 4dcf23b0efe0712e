using Chain.Primitives;

namespace Chain.State.Tree;

/// <summary>One version of the authenticated tree: a binary Merkle trie over SHA-256(key), as an immutable value.</summary>
/// <remarks>
/// In memory lie the inner nodes only; leaves lie in buckets, each the whole content of one bit prefix, read from the store when they are needed
/// (<see cref="BucketNode"/> says how older versions stay readable). A million keys take about 12 MB of memory and 64 MB of store. The
/// shape, like the root, follows from the leaves alone: a subtree of more than sixteen leaves is divided, any other is one bucket.
/// </remarks>
public sealed class StateTree
{
    /// <summary>How many leaves a bucket holds at most.</summary>
    public const int BucketLeavesMax = BucketNode.LeavesMax;

    /// <summary>How deep <see cref="Split"/> may divide: sixteen subtrees.</summary>
    public const int SplitDepthMax = 4;

    internal StateTree(TreeNode? root) => RootNode = root;

    /// <summary>The tree without leaves.</summary>
    public static StateTree Empty { get; } = new(null);

    /// <summary>The root hash; zero for the empty tree.</summary>
    public Hash256 Root => TreeNode.HashOf(RootNode);

    /// <summary>How many leaves there are.</summary>
    public long Count => TreeNode.CountOf(RootNode);

    internal TreeNode? RootNode { get; }

    /// <summary>The version after the updates, which ascend strictly by key hash. Deleting an absent key, or setting the value that is there, changes nothing.</summary>
    /// <exception cref="DamagedTreeException">A bucket is missing or not the one referred to.</exception>
    public TreeVersion Apply(ReadOnlyMemory<TreeUpdate> updates, IBucketSource source)
    {
        TreeUpdatePlan plan = Split(updates, 0);
        plan.Jobs[0].Run(source);
        return plan.Join(source);
    }

    /// <summary>The same update as jobs over up to 2^<paramref name="depth"/> subtrees, for a host that has several cores.</summary>
    /// <exception cref="InvariantException">The updates are not strictly ascending, or the depth is out of range.</exception>
    public TreeUpdatePlan Split(ReadOnlyMemory<TreeUpdate> updates, int depth)
    {
        Invariant.Holds(depth is >= 0 and <= SplitDepthMax, "a tree update is divided at most four bits deep");
        ReadOnlySpan<TreeUpdate> span = updates.Span;
        for (int i = 1; i < span.Length; i++)
            Invariant.Holds(span[i - 1].KeyHash < span[i].KeyHash, "tree updates ascend strictly by key hash");
        return new TreeUpdatePlan(this, updates, depth);
    }
}
