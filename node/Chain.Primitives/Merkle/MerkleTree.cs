using System.Numerics;
using Chain.Primitives.Crypto;

namespace Chain.Primitives.Merkle;

/// <summary>The Merkle tree of RFC 6962 (section 2.1) over leaf hashes: a list's hash, with short proofs that an item is at its place.</summary>
/// <remarks>
/// <para>A leaf hash is <see cref="Hashing.Leaf"/> of the item, a node <see cref="Hashing.Pair"/>. The tree of n &gt; 1 leaves splits at the
/// largest power of two below n, so no leaf is ever doubled to fill a level: two different lists never have the same root (the
/// duplicate-leaf trick of CVE-2012-2459).</para>
/// <para>One departure: the root of no leaves is 32 zero bytes, as in all trees of this chain, where the RFC has SHA-256 of nothing.
/// Neither is a hash of anything that a leaf or node can be, and no proof leads to either.</para>
/// </remarks>
public static class MerkleTree
{
    /// <summary>Levels that a list in memory can have; bounds the stack of half-built subtrees.</summary>
    private const int LevelsMax = 32;

    /// <summary>The root over leaf hashes in order. Nothing is allocated.</summary>
    public static Hash256 Root(ReadOnlySpan<Hash256> leafHashes)
    {
        if (leafHashes.IsEmpty)
            return Hash256.Zero;
        // A binary counter: after i leaves, entry k of the stack is a full subtree for each bit set in i, largest first.
        Span<Hash256> stack = stackalloc Hash256[LevelsMax];
        int height = 0;
        for (int i = 0; i < leafHashes.Length; i++)
        {
            Hash256 node = leafHashes[i];
            for (int full = BitOperations.TrailingZeroCount(~i); full > 0; full--)
                node = Hashing.Pair(stack[--height], node);
            stack[height++] = node;
        }
        Hash256 root = stack[--height];
        while (height > 0)
            root = Hashing.Pair(stack[--height], root);
        return root;
    }

    /// <summary>The siblings from the leaf upwards that prove leaf <paramref name="index"/>; empty for a single leaf.</summary>
    public static Hash256[] ProveInclusion(ReadOnlySpan<Hash256> leafHashes, int index)
    {
        Invariant.Holds((uint)index < (uint)leafHashes.Length, "the proved leaf is in the list");
        var siblings = new List<Hash256>(LevelsMax);
        ReadOnlySpan<Hash256> part = leafHashes;
        while (part.Length > 1)
        {
            int split = SplitOf(part.Length);
            siblings.Add(Root(index < split ? part[split..] : part[..split]));
            part = index < split ? part[..split] : part[split..];
            index = index < split ? index : index - split;
        }
        siblings.Reverse();
        return [.. siblings];
    }

    /// <summary>The nodes that prove that the first <paramref name="size"/> leaves are a prefix of the list (RFC 6962, 2.1.2).</summary>
    public static Hash256[] ProveConsistency(ReadOnlySpan<Hash256> leafHashes, int size)
    {
        Invariant.Holds(size > 0 && size <= leafHashes.Length, "the older list is a prefix of the newer one");
        var nodes = new List<Hash256>(LevelsMax);
        ReadOnlySpan<Hash256> part = leafHashes;
        bool isWholeOlderTree = true;
        while (size < part.Length)
        {
            int split = SplitOf(part.Length);
            nodes.Add(Root(size <= split ? part[split..] : part[..split]));
            isWholeOlderTree &= size <= split;
            part = size <= split ? part[..split] : part[split..];
            size = size <= split ? size : size - split;
        }
        if (!isWholeOlderTree)
            nodes.Add(Root(part));
        nodes.Reverse();
        return [.. nodes];
    }

    /// <summary>The largest power of two below <paramref name="count"/>.</summary>
    private static int SplitOf(int count) => 1 << BitOperations.Log2((uint)count - 1);
}
