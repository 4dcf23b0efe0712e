using System.Collections.Immutable;
using Chain.Types;

namespace Chain.Node.Face;

/// <summary>
/// The node as others in the process see it; every member may be called from any thread. Questions travel to the driver as
/// inputs; pictures of its state come back as immutable values.
/// </summary>
public sealed class NodeHandle
{
    /// <summary>Blocks kept in memory for readers, newest last.</summary>
    public const int RecentBlocksMax = 8;

    private readonly Func<NodeInput, bool> _post;
    private readonly Lock _gate = new();
    private NodeStatus _status;
    private ImmutableList<ExecutedBlock> _recent = [];
    private ImmutableList<BlockSubscription> _subscriptions = [];
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopped;

    /// <summary>Starts with a status.</summary>
    /// <param name="genesis">The chain.</param>
    /// <param name="status">Where the node stands.</param>
    /// <param name="post">Puts an input into the driver's bounded channel; false when that is full.</param>
    public NodeHandle(GenesisDocument genesis, NodeStatus status, Func<NodeInput, bool> post)
    {
        Genesis = genesis;
        _status = status;
        _post = post;
    }

    /// <summary>The chain.</summary>
    public GenesisDocument Genesis { get; }

    /// <summary>The newest status.</summary>
    public NodeStatus Status => Volatile.Read(ref _status);

    /// <summary>True once the node stops; subscriptions are complete then.</summary>
    public bool IsStopped => Volatile.Read(ref _stopped);

    /// <summary>The newest executed blocks, ascending; at most <see cref="RecentBlocksMax"/>.</summary>
    public IReadOnlyList<ExecutedBlock> RecentBlocks => Volatile.Read(ref _recent);

    /// <summary>A recent block by height; null when it is not among the recent ones (then the history has it, or nobody).</summary>
    public ExecutedBlock? FindRecent(ulong height)
    {
        ImmutableList<ExecutedBlock> recent = Volatile.Read(ref _recent);
        if (recent.IsEmpty || height < recent[0].Height || height > recent[^1].Height)
            return null;
        return recent[(int)(height - recent[0].Height)];
    }

    /// <summary>Offers transactions, each as its canonical bytes. One answer for each, in order; all Busy when the driver has too much to do.</summary>
    public async Task<IReadOnlyList<SubmitResult>> SubmitAsync(IReadOnlyList<ReadOnlyMemory<byte>> transactions, CancellationToken cancellation)
    {
        var submission = new Submission(transactions);
        if (IsStopped || !_post(new NodeInput.Submitted(submission)))
            submission.CompleteAll(SubmitOutcome.Busy, "NodeBusy", "The node has too much to do or is stopping; send the transaction again in a moment.");
        return await submission.Answer.WaitAsync(cancellation);
    }

    /// <summary>What the pool knows of a transaction.</summary>
    public async Task<PoolFate> FateAsync(TransactionId id, CancellationToken cancellation)
    {
        var question = new PoolQuestion.Fate(id);
        if (IsStopped || !_post(new NodeInput.Asked(question)))
            question.Complete(new PoolFate(PoolFateKind.Unknown, "", default, null));
        return await question.Answer.WaitAsync(cancellation);
    }

    /// <summary>The next free sequence of a lane, after what the pool holds; null when the node is too busy to say.</summary>
    public async Task<ulong?> PendingSequenceAsync(Primitives.Address account, uint lane, CancellationToken cancellation)
    {
        var question = new PoolQuestion.PendingSequence(account, lane);
        if (IsStopped || !_post(new NodeInput.Asked(question)))
            return null;
        return await question.Answer.WaitAsync(cancellation);
    }

    /// <summary>Blocks executed from now on. The first one's height follows the highest of <see cref="RecentBlocks"/> at the call.</summary>
    public BlockSubscription Subscribe(int capacity)
    {
        var subscription = new BlockSubscription(capacity, Remove);
        lock (_gate)
        {
            if (_stopped)
                subscription.Complete();
            else
                _subscriptions = _subscriptions.Add(subscription);
        }
        return subscription;
    }

    /// <summary>Returns once the height is executed; false when the node stops before.</summary>
    public async Task<bool> WaitForHeightAsync(ulong height, CancellationToken cancellation)
    {
        while (true)
        {
            Task moved = Volatile.Read(ref _moved).Task;
            if (Status.Height >= height)
                return true;
            if (IsStopped)
                return false;
            await moved.WaitAsync(cancellation);
        }
    }

    /// <summary>Returns once the picture is another than the one given; false when the node stops before.</summary>
    public async Task<bool> WaitForChangeAsync(NodeStatus seen, CancellationToken cancellation)
    {
        while (true)
        {
            Task moved = Volatile.Read(ref _moved).Task;
            if (!ReferenceEquals(Status, seen))
                return true;
            if (IsStopped)
                return false;
            await moved.WaitAsync(cancellation);
        }
    }

    /// <summary>The driver publishes a new picture.</summary>
    public void Publish(NodeStatus status)
    {
        Volatile.Write(ref _status, status);
        Interlocked.Exchange(ref _moved, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>The driver publishes an executed block together with the status after it.</summary>
    public void Publish(ExecutedBlock block, NodeStatus status)
    {
        lock (_gate)
        {
            ImmutableList<ExecutedBlock> recent = _recent.Add(block);
            Volatile.Write(ref _recent, recent.Count > RecentBlocksMax ? recent.RemoveAt(0) : recent);
            Volatile.Write(ref _status, status);
            foreach (BlockSubscription subscription in _subscriptions)
            {
                if (!subscription.TryPublish(block))
                    _subscriptions = _subscriptions.Remove(subscription);
            }
        }
        Publish(status);
    }

    /// <summary>The node stops: subscriptions end, waiters return.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            Volatile.Write(ref _stopped, true);
            foreach (BlockSubscription subscription in _subscriptions)
                subscription.Complete();
            _subscriptions = [];
        }
        Interlocked.Exchange(ref _moved, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private void Remove(BlockSubscription subscription)
    {
        lock (_gate)
            _subscriptions = _subscriptions.Remove(subscription);
        subscription.Complete();
    }
}
