namespace Chain.State.Tree;

/// <summary>Where the tree finds buckets that it does not hold in memory: the newest stored version.</summary>
/// <remarks>Read by several subtree jobs at once when the host runs them in parallel; each job may get a source of its own.</remarks>
public interface IBucketSource
{
    /// <summary>The bytes of a bucket as they were handed out in <see cref="TreeChanges"/>; null when the store has no bucket at this prefix. The array is not changed afterwards.</summary>
    byte[]? Read(BitPrefix prefix);
}
