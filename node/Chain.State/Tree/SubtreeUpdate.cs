using System.Runtime.InteropServices;
using Chain.Primitives;

namespace Chain.State.Tree;

/// <summary>Makes the new version of one subtree: recursion over the sorted batch, which is divided at each bit, so every node is hashed once however many of its leaves changed.</summary>
/// <remarks>The recursion is at most 256 deep: key hashes have no more bits.</remarks>
internal static class SubtreeUpdate
{
    /// <summary>The subtree with the updates applied; the same object when nothing changed.</summary>
    public static TreeNode? Apply(TreeNode? node, BitPrefix prefix, ReadOnlySpan<TreeUpdate> updates, IBucketSource source)
    {
        if (updates.IsEmpty)
            return node;
        if (node is not InnerNode inner)
            return ApplyToBucket((BucketNode?)node, prefix, updates, source);
        int split = Split(updates, prefix.Length);
        TreeNode? left = split == 0 ? inner.Left : Apply(inner.Left, prefix.Child(false), updates[..split], source);
        TreeNode? right = split == updates.Length ? inner.Right : Apply(inner.Right, prefix.Child(true), updates[split..], source);
        return Combine(inner, left, right, prefix, source);
    }

    /// <summary>The node above two halves: a bucket when the leaves fit into one.</summary>
    public static TreeNode? Combine(InnerNode before, TreeNode? left, TreeNode? right, BitPrefix prefix, IBucketSource source)
    {
        if (ReferenceEquals(left, before.Left) && ReferenceEquals(right, before.Right))
            return before;
        long count = TreeNode.CountOf(left) + TreeNode.CountOf(right);
        if (count > BucketNode.LeavesMax)
            return new InnerNode(left, right);
        if (count == 0)
            return null;
        // Halves of a subtree that fits into a bucket fit into buckets themselves, so neither is an inner node.
        byte[] data = new byte[count * TreeLeaf.Length];
        int leftBytes = 0;
        if (left is BucketNode first)
        {
            byte[] bytes = LoadForUpdate(first, prefix.Child(false), source);
            bytes.CopyTo(data, 0);
            leftBytes = bytes.Length;
        }
        if (right is BucketNode second)
            LoadForUpdate(second, prefix.Child(true), source).CopyTo(data, leftBytes);
        return BucketNode.Create(data, prefix.Length);
    }

    /// <summary>How many of the updates belong to the left half.</summary>
    public static int Split(ReadOnlySpan<TreeUpdate> updates, int depth)
    {
        Invariant.Holds(depth < 256, "different keys differ in one of 256 bits");
        int low = 0;
        int high = updates.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (updates[middle].KeyHash.Bit(depth))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    private static TreeNode? ApplyToBucket(BucketNode? bucket, BitPrefix prefix, ReadOnlySpan<TreeUpdate> updates, IBucketSource source)
    {
        byte[]? pinned = bucket?.Pinned;
        byte[] before = bucket is null ? [] : pinned ?? LoadUnchecked(bucket, prefix, source);
        byte[]? merged = Merge(TreeLeaf.Of(before), updates);
        if (merged is null)
            return bucket;
        ReadOnlySpan<TreeLeaf> after = TreeLeaf.Of(merged);
        if (bucket is null || pinned is not null)
        {
            bucket?.Keep(before);
            return after.Length is > 0 and <= BucketNode.LeavesMax ? BucketNode.Create(merged, prefix.Length) : Build(after, prefix.Length);
        }

        (Hash256 oldHash, Hash256 newHash) = TreeHash.Ranges(TreeLeaf.Of(before), after, prefix.Length);
        if (oldHash != bucket.Hash)
            throw new DamagedTreeException(prefix);
        bucket.Keep(before);
        return after.Length is > 0 and <= BucketNode.LeavesMax ? new BucketNode(newHash, after.Length, merged) : Build(after, prefix.Length);
    }

    private static byte[] LoadUnchecked(BucketNode bucket, BitPrefix prefix, IBucketSource source)
    {
        byte[]? stored = source.Read(prefix);
        return stored is not null && stored.Length == bucket.Count * TreeLeaf.Length ? stored : throw new DamagedTreeException(prefix);
    }

    private static byte[] LoadForUpdate(BucketNode bucket, BitPrefix prefix, IBucketSource source)
    {
        byte[] data = bucket.Load(source, prefix) ?? throw new DamagedTreeException(prefix);
        bucket.Keep(data);
        return data;
    }

    /// <summary>The bytes with the updates applied; null when nothing changed.</summary>
    private static byte[]? Merge(ReadOnlySpan<TreeLeaf> leaves, ReadOnlySpan<TreeUpdate> updates)
    {
        (int length, bool changed) = MergedLength(leaves, updates);
        if (!changed)
            return null;
        byte[] bytes = new byte[length * TreeLeaf.Length];
        Span<TreeLeaf> merged = MemoryMarshal.Cast<byte, TreeLeaf>(bytes.AsSpan());
        int count = 0;
        int i = 0;
        foreach (ref readonly TreeUpdate update in updates)
        {
            while (i < leaves.Length && leaves[i].KeyHash < update.KeyHash)
                merged[count++] = leaves[i++];
            if (i < leaves.Length && leaves[i].KeyHash == update.KeyHash)
                i++;
            if (update.ValueHash is { } value)
                merged[count++] = new TreeLeaf(update.KeyHash, value);
        }
        leaves[i..].CopyTo(merged[count..]);
        return bytes;
    }

    private static (int Length, bool Changed) MergedLength(ReadOnlySpan<TreeLeaf> leaves, ReadOnlySpan<TreeUpdate> updates)
    {
        int length = leaves.Length;
        bool changed = false;
        int i = 0;
        foreach (ref readonly TreeUpdate update in updates)
        {
            while (i < leaves.Length && leaves[i].KeyHash < update.KeyHash)
                i++;
            bool present = i < leaves.Length && leaves[i].KeyHash == update.KeyHash;
            bool set = update.ValueHash is not null;
            changed |= set ? !present || leaves[i].ValueHash != update.ValueHash : present;
            length += (set ? 1 : 0) - (present ? 1 : 0);
        }
        return (length, changed);
    }

    private static TreeNode? Build(ReadOnlySpan<TreeLeaf> leaves, int depth)
    {
        if (leaves.IsEmpty)
            return null;
        if (leaves.Length <= BucketNode.LeavesMax)
            return BucketNode.Create(TreeLeaf.ToBytes(leaves), depth);
        int split = TreeHash.Split(leaves, depth);
        return new InnerNode(Build(leaves[..split], depth + 1), Build(leaves[split..], depth + 1));
    }
}
