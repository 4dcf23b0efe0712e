using Chain.Primitives;

namespace Chain.State.Tree;

/// <summary>A subtree that is not empty; an empty one is null. Immutable, so versions of the tree share what did not change.</summary>
internal abstract class TreeNode(Hash256 hash, long count)
{
    public readonly Hash256 Hash = hash;

    /// <summary>How many leaves lie below.</summary>
    public readonly long Count = count;

    public static Hash256 HashOf(TreeNode? node) => node is null ? default : node.Hash;

    public static long CountOf(TreeNode? node) => node is null ? 0 : node.Count;
}
