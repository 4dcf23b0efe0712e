using System.Numerics;
using Chain.Primitives.Crypto;

namespace Chain.Primitives.Merkle;

/// <summary>Verifies proofs of <see cref="MerkleTree"/>. Every input may come from an adversary: sizes are 64-bit, nothing is allocated, the work is the proof's length.</summary>
/// <remarks>The algorithms are RFC 9162's, sections 2.1.3.2 and 2.1.4.2: one pass over the proof, no recursion.</remarks>
public static class MerkleProof
{
    /// <summary>True when the siblings lead from the leaf hash at <paramref name="index"/> of a tree of <paramref name="size"/> leaves to the root, none left over.</summary>
    public static bool VerifyInclusion(Hash256 leafHash, ulong index, ulong size, ReadOnlySpan<Hash256> siblings, Hash256 root)
    {
        if (index >= size)
            return false;
        ulong node = index;
        ulong last = size - 1;
        Hash256 hash = leafHash;
        foreach (Hash256 sibling in siblings)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = Hashing.Pair(sibling, hash);
                // A node without a right sibling rises unpaired through every level where it stands alone. It is not
                // node 0: that one is last only at last = 0, refused above; so the count stays below 64.
                int alone = (node & 1) == 1 ? 0 : BitOperations.TrailingZeroCount(node);
                node >>= alone;
                last >>= alone;
            }
            else
            {
                hash = Hashing.Pair(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash == root;
    }

    /// <summary>True when the tree of <paramref name="olderSize"/> leaves with <paramref name="olderRoot"/> is a prefix of the newer one.</summary>
    /// <remarks>Equal sizes need equal roots and an empty proof. An empty tree is consistent with everything and so proves nothing: refused.</remarks>
    public static bool VerifyConsistency(ulong olderSize, Hash256 olderRoot, ulong newerSize, Hash256 newerRoot, ReadOnlySpan<Hash256> nodes)
    {
        if (olderSize == 0 || olderSize > newerSize)
            return false;
        if (olderSize == newerSize)
            return nodes.IsEmpty && olderRoot == newerRoot;
        bool olderIsFull = BitOperations.IsPow2(olderSize);
        if (nodes.IsEmpty && !olderIsFull)
            return false;
        Hash256 start = olderIsFull ? olderRoot : nodes[0];
        ReadOnlySpan<Hash256> rest = olderIsFull ? nodes : nodes[1..];
        ulong node = olderSize - 1;
        ulong last = newerSize - 1;
        int shared = BitOperations.TrailingZeroCount(~node);
        node >>= shared;
        last >>= shared;
        Hash256 older = start;
        Hash256 newer = start;
        foreach (Hash256 sibling in rest)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                older = Hashing.Pair(sibling, older);
                newer = Hashing.Pair(sibling, newer);
                int alone = (node & 1) == 1 ? 0 : BitOperations.TrailingZeroCount(node);
                node >>= alone;
                last >>= alone;
            }
            else
            {
                newer = Hashing.Pair(newer, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && older == olderRoot && newer == newerRoot;
    }
}
