namespace Chain.State.Tree;

/// <summary>The store lost or changed a bucket that the tree refers to. The state cannot be continued: the node stops, and the store is rebuilt.</summary>
public sealed class DamagedTreeException(BitPrefix prefix)
    : Exception($"The stored bucket {prefix} of the state tree is missing or is not the one that the tree refers to.")
{
    /// <summary>Which bucket.</summary>
    public BitPrefix Prefix { get; } = prefix;
}
