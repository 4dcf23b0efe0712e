using System.Diagnostics.CodeAnalysis;
using Chain.Primitives;
using Chain.State.Proofs;

namespace Chain.State.Tree;

/// <summary>One version of the authenticated tree: a binary Merkle trie over SHA-256(key), as an immutable value.</summary>
/// <remarks>
/// In memory lie the inner nodes only; leaves lie in buckets, each the whole content of one bit prefix, read from the store when they are needed
/// (<see cref="BucketNode"/> says how older versions stay readable). A million keys take about 25 MB of memory and 64 MB of store. The
/// shape, like the root, follows from the leaves alone: a subtree of more than eight leaves is divided, any other is one bucket.
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

    /// <summary>Builds the tree from all buckets of a store, ascending by prefix. False when they are not the buckets of a tree: one inside another, a division where one bucket would do.</summary>
    public static bool TryFromBuckets(IReadOnlyList<StoredBucket> buckets, [NotNullWhen(true)] out StateTree? tree)
    {
        tree = null;
        for (int i = 1; i < buckets.Count; i++)
        {
            if (buckets[i - 1].Prefix >= buckets[i].Prefix)
                return false;
        }
        if (!TryBuild(buckets, 0, buckets.Count, BitPrefix.Root, out TreeNode? root))
            return false;
        tree = new StateTree(root);
        return true;
    }

    /// <summary>A proof of what this version says about a key: <paramref name="value"/> when it is present, null when it is absent.</summary>
    /// <param name="keyHash">H(key).</param>
    /// <param name="value">The value that the state has at the key; a proof of presence carries it.</param>
    /// <param name="source">Where buckets are read.</param>
    /// <param name="proof">The proof.</param>
    /// <returns>False when a bucket is missing or damaged, or the value is not the one that the tree knows.</returns>
    public bool TryProve(Hash256 keyHash, ReadOnlyMemory<byte>? value, IBucketSource source, [NotNullWhen(true)] out StateProof? proof)
    {
        proof = null;
        var siblings = new List<Hash256>();
        TreeNode? node = RootNode;
        BitPrefix prefix = BitPrefix.Root;
        while (node is InnerNode inner)
        {
            bool right = keyHash.Bit(prefix.Length);
            siblings.Add(TreeNode.HashOf(right ? inner.Left : inner.Right));
            node = right ? inner.Right : inner.Left;
            prefix = prefix.Child(right);
        }
        byte[]? bucket = [];
        if (node is BucketNode found)
        {
            bucket = found.Load(source, prefix);
            if (bucket is null)
                return false;
        }
        proof = ProofBuilder.Build(keyHash, value, TreeLeaf.Of(bucket), prefix.Length, siblings);
        return proof is not null;
    }

    private static bool TryBuild(IReadOnlyList<StoredBucket> buckets, int from, int to, BitPrefix prefix, out TreeNode? node)
    {
        node = null;
        if (from == to)
            return true;
        if (buckets[from].Prefix == prefix)
        {
            node = buckets[from].Node;
            return to - from == 1;
        }
        if (prefix.Length >= BitPrefix.BitsMax)
            return false;
        int split = from;
        int end = to;
        while (split < end)
        {
            int middle = (split + end) >>> 1;
            if (buckets[middle].Prefix.Bits.Bit(prefix.Length))
                end = middle;
            else
                split = middle + 1;
        }
        if (!TryBuild(buckets, from, split, prefix.Child(false), out TreeNode? left) || !TryBuild(buckets, split, to, prefix.Child(true), out TreeNode? right))
            return false;
        node = new InnerNode(left, right);
        return node.Count > BucketNode.LeavesMax;
    }
}
