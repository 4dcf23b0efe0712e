using Chain.State;
using Chain.State.Tree;

namespace Chain.Storage.Stores;

/// <summary>Updates a tree on several threads: the hashes of keys and values in chunks, then the sixteen subtrees. The result is the same for any number of threads.</summary>
internal static class TreeRunner
{
    /// <summary>Below this many changes one thread is faster than handing work over.</summary>
    private const int AloneMax = 256;

    public static TreeVersion Apply(StateTree tree, StateWrites writes, IBucketSource source, int threads)
    {
        if (threads <= 1 || writes.Count <= AloneMax)
            return tree.Apply(writes.ToTreeUpdates(), source);
        var updates = new TreeUpdate[writes.Count];
        int chunk = (updates.Length + threads - 1) / threads;
        ForEach(threads, threads, part =>
        {
            int end = Math.Min(updates.Length, (part + 1) * chunk);
            for (int i = part * chunk; i < end; i++)
                updates[i] = TreeUpdate.Of(writes.Span[i].Key.Span, writes.Span[i].NewValue);
        });
        TreeUpdate.Sort(updates);
        TreeUpdatePlan plan = tree.Split(updates, StateTree.SplitDepthMax);
        ForEach(plan.Jobs.Count, threads, job => plan.Jobs[job].Run(source));
        return plan.Join(source);
    }

    private static void ForEach(int count, int threads, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, body);
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
