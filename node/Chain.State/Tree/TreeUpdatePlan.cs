using Chain.Primitives;

namespace Chain.State.Tree;

/// <summary>An update divided into independent subtree jobs, and how their results join.</summary>
public sealed class TreeUpdatePlan
{
    private readonly StateTree _before;
    private readonly int _depth;
    private readonly List<TreeJob> _jobs = [];

    internal TreeUpdatePlan(StateTree before, ReadOnlyMemory<TreeUpdate> updates, int depth)
    {
        _before = before;
        _depth = depth;
        Divide(before.RootNode, BitPrefix.Root, updates);
    }

    /// <summary>The jobs, to be run in any order and on any threads before <see cref="Join"/>.</summary>
    public IReadOnlyList<TreeJob> Jobs => _jobs;

    /// <summary>The next version. <paramref name="source"/> is read only where subtrees shrink into one bucket.</summary>
    /// <exception cref="InvariantException">A job has not run.</exception>
    public TreeVersion Join(IBucketSource source)
    {
        int next = 0;
        bool collapsed = false;
        TreeNode? root = Combine(_before.RootNode, BitPrefix.Root, source, ref next, ref collapsed);
        var diff = new TreeDiff();
        if (collapsed)
            diff.Collect(_before.RootNode, root, BitPrefix.Root);
        else
            foreach (TreeJob job in _jobs)
                diff.Append(job.Diff);
        return new TreeVersion(new StateTree(root), diff.ToChanges());
    }

    private void Divide(TreeNode? node, BitPrefix prefix, ReadOnlyMemory<TreeUpdate> updates)
    {
        if (node is not InnerNode inner || prefix.Length == _depth)
        {
            _jobs.Add(new TreeJob(node, prefix, updates));
            return;
        }
        int split = SubtreeUpdate.Split(updates.Span, prefix.Length);
        Divide(inner.Left, prefix.Child(false), updates[..split]);
        Divide(inner.Right, prefix.Child(true), updates[split..]);
    }

    private TreeNode? Combine(TreeNode? node, BitPrefix prefix, IBucketSource source, ref int next, ref bool collapsed)
    {
        if (node is not InnerNode inner || prefix.Length == _depth)
        {
            TreeJob job = _jobs[next++];
            _ = job.Diff;
            return job.After;
        }
        TreeNode? left = Combine(inner.Left, prefix.Child(false), source, ref next, ref collapsed);
        TreeNode? right = Combine(inner.Right, prefix.Child(true), source, ref next, ref collapsed);
        TreeNode? combined = SubtreeUpdate.Combine(inner, left, right, prefix, source);
        collapsed |= combined is not InnerNode;
        return combined;
    }
}
