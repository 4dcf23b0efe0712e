namespace Chain.State.Tree;

/// <summary>A subtree of more leaves than a bucket holds.</summary>
internal sealed class InnerNode(TreeNode? left, TreeNode? right)
    : TreeNode(TreeHash.Inner(HashOf(left), HashOf(right)), CountOf(left) + CountOf(right))
{
    public readonly TreeNode? Left = left;

    public readonly TreeNode? Right = right;
}
