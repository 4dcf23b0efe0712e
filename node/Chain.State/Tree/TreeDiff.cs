namespace Chain.State.Tree;

/// <summary>Which buckets differ between two versions: a walk that skips what they share.</summary>
internal sealed class TreeDiff
{
    private readonly List<BucketWrite> _written = [];
    private readonly List<BitPrefix> _removed = [];

    public IReadOnlyList<BucketWrite> Written => _written;

    public IReadOnlyList<BitPrefix> Removed => _removed;

    public void Collect(TreeNode? before, TreeNode? after, BitPrefix prefix)
    {
        if (ReferenceEquals(before, after))
            return;
        if (before is BucketNode && after is not BucketNode)
            _removed.Add(prefix);
        if (after is BucketNode bucket)
            _written.Add(new BucketWrite(prefix, bucket, bucket.Pinned!));
        var innerBefore = before as InnerNode;
        var innerAfter = after as InnerNode;
        if (innerBefore is null && innerAfter is null)
            return;
        Collect(innerBefore?.Left, innerAfter?.Left, prefix.Child(false));
        Collect(innerBefore?.Right, innerAfter?.Right, prefix.Child(true));
    }

    public void Append(TreeDiff other)
    {
        _written.AddRange(other._written);
        _removed.AddRange(other._removed);
    }

    public TreeChanges ToChanges() => new(_written, _removed);
}
