using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State.Tree;

namespace Chain.State.Proofs;

/// <summary>The part of a proof that lies inside a bucket.</summary>
internal static class ProofBuilder
{
    /// <summary>Walks on from the bucket's depth until the slot is empty or holds one leaf. Null when the value is not the tree's.</summary>
    public static StateProof? Build(Hash256 keyHash, ReadOnlyMemory<byte>? value, ReadOnlySpan<TreeLeaf> leaves, int depth, List<Hash256> siblings)
    {
        while (leaves.Length > 1)
        {
            int split = TreeHash.Split(leaves, depth);
            bool right = keyHash.Bit(depth);
            depth++;
            siblings.Add(TreeHash.Range(right ? leaves[..split] : leaves[split..], depth));
            leaves = right ? leaves[split..] : leaves[..split];
        }
        if (leaves.IsEmpty)
            return value is null ? StateProof.OfEmptySlot(siblings) : null;
        if (leaves[0].KeyHash != keyHash)
            return value is null ? StateProof.OfOtherLeaf(siblings, leaves[0].KeyHash, leaves[0].ValueHash) : null;
        return value is { } present && Hashing.Sha256(present.Span) == leaves[0].ValueHash ? StateProof.OfValue(siblings, present) : null;
    }
}
