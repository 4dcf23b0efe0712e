using Chain.Primitives;

namespace Chain.State.Tree;

/// <summary>The part of an update that lies in one subtree. Jobs of one plan are independent: each may run on any thread, once.</summary>
public sealed class TreeJob
{
    private readonly ReadOnlyMemory<TreeUpdate> _updates;
    private TreeDiff? _diff;

    internal TreeJob(TreeNode? before, BitPrefix prefix, ReadOnlyMemory<TreeUpdate> updates)
    {
        Before = before;
        Prefix = prefix;
        _updates = updates;
    }

    /// <summary>Which subtree.</summary>
    public BitPrefix Prefix { get; }

    /// <summary>How many leaves change.</summary>
    public int UpdateCount => _updates.Length;

    internal TreeNode? Before { get; }

    internal TreeNode? After { get; private set; }

    internal TreeDiff Diff
    {
        get
        {
            Invariant.Holds(_diff is not null, "every job of a plan runs before it is joined");
            return _diff;
        }
    }

    /// <summary>Updates the subtree.</summary>
    /// <exception cref="DamagedTreeException">A bucket is missing or not the one referred to.</exception>
    public void Run(IBucketSource source)
    {
        Invariant.Holds(_diff is null, "a job runs once");
        var diff = new TreeDiff();
        After = SubtreeUpdate.Apply(Before, Prefix, _updates.Span, source);
        diff.Collect(Before, After, Prefix);
        _diff = diff;
    }
}
