using Chain.State.Tree;

namespace Chain.Storage.Stores;

/// <summary>Updates a tree on several threads: its sixteen subtrees are independent. The result is the same for any number of threads.</summary>
internal static class TreeRunner
{
    /// <summary>Below this many changes one thread is faster than handing work over.</summary>
    private const int AloneMax = 256;

    public static TreeVersion Apply(StateTree tree, TreeUpdate[] updates, IBucketSource source, int threads)
    {
        if (threads <= 1 || updates.Length <= AloneMax)
            return tree.Apply(updates, source);
        TreeUpdatePlan plan = tree.Split(updates, StateTree.SplitDepthMax);
        Run(plan.Jobs.Count, threads, job => plan.Jobs[job].Run(source));
        return plan.Join(source);
    }

    /// <summary>Does something for each index from 0, in one chunk a thread.</summary>
    public static void ForEachChunk(int count, int threads, Action<int> body)
    {
        int chunk = threads <= 1 || count <= AloneMax ? count : (count + threads - 1) / threads;
        if (chunk == count)
        {
            for (int i = 0; i < count; i++)
                body(i);
            return;
        }
        Run(threads, threads, part =>
        {
            int end = Math.Min(count, (part + 1) * chunk);
            for (int i = part * chunk; i < end; i++)
                body(i);
        });
    }

    private static void Run(int count, int threads, Action<int> body)
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
