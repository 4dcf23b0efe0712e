using System.Runtime.InteropServices;
using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.State.Tree;

/// <summary>The tree's hashes (docs/spec/state-tree.md). They depend on the leaves alone, never on how leaves are grouped in buckets.</summary>
/// <remarks>
/// Empty subtree: 32 zero bytes. One leaf: H(00 ‖ key hash ‖ value hash), at whatever depth it stands. Otherwise H(01 ‖ left ‖ right) at every
/// bit, also where one half is empty: a hash that skipped bits would let somebody forge the absence of a key.
/// </remarks>
internal static class TreeHash
{
    /// <summary>The hash of a leaf.</summary>
    public static Hash256 Leaf(in TreeLeaf leaf) => Hashing.Leaf(MemoryMarshal.AsBytes(new ReadOnlySpan<TreeLeaf>(in leaf)));

    /// <summary>The hash of an inner node.</summary>
    public static Hash256 Inner(Hash256 left, Hash256 right) => Hashing.Pair(left, right);

    /// <summary>The hash of the subtree at <paramref name="depth"/> that holds exactly these leaves, which are ascending and agree in the first <paramref name="depth"/> bits.</summary>
    public static Hash256 Range(ReadOnlySpan<TreeLeaf> leaves, int depth)
    {
        if (leaves.IsEmpty)
            return default;
        if (leaves.Length == 1)
            return Leaf(in leaves[0]);
        int split = Split(leaves, depth);
        return Inner(Range(leaves[..split], depth + 1), Range(leaves[split..], depth + 1));
    }

    /// <summary>Both hashes of a subtree before and after a change; halves that did not change are hashed once.</summary>
    public static (Hash256 Old, Hash256 New) Ranges(ReadOnlySpan<TreeLeaf> before, ReadOnlySpan<TreeLeaf> after, int depth)
    {
        if (before.Length == after.Length && MemoryMarshal.AsBytes(before).SequenceEqual(MemoryMarshal.AsBytes(after)))
        {
            Hash256 same = Range(before, depth);
            return (same, same);
        }
        if (before.Length <= 1 || after.Length <= 1)
            return (Range(before, depth), Range(after, depth));
        int splitBefore = Split(before, depth);
        int splitAfter = Split(after, depth);
        (Hash256 oldLeft, Hash256 newLeft) = Ranges(before[..splitBefore], after[..splitAfter], depth + 1);
        (Hash256 oldRight, Hash256 newRight) = Ranges(before[splitBefore..], after[splitAfter..], depth + 1);
        return (Inner(oldLeft, oldRight), Inner(newLeft, newRight));
    }

    /// <summary>How many of the leaves have bit <paramref name="depth"/> clear: they come first. At depth 256 two different keys cannot agree in all bits.</summary>
    public static int Split(ReadOnlySpan<TreeLeaf> leaves, int depth)
    {
        Invariant.Holds(depth < 256, "different keys differ in one of 256 bits");
        int low = 0;
        int high = leaves.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (leaves[middle].KeyHash.Bit(depth))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
