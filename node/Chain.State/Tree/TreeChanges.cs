namespace Chain.State.Tree;

/// <summary>What a store must write to hold a new version of the tree instead of the one before: buckets set and buckets removed, each ascending.</summary>
/// <param name="Written">New or changed buckets.</param>
/// <param name="Removed">Buckets that are no more: they were split, merged or emptied.</param>
public sealed record TreeChanges(IReadOnlyList<BucketWrite> Written, IReadOnlyList<BitPrefix> Removed)
{
    /// <summary>Nothing changed.</summary>
    public static TreeChanges None { get; } = new([], []);

    /// <summary>
    /// Lets go of the bytes held in memory, once the store holds them durably. Every version of the tree stays readable:
    /// a version that was made later keeps what it replaces.
    /// </summary>
    public void Unpin()
    {
        foreach (BucketWrite write in Written)
            write.Bucket.Unpin();
    }
}
