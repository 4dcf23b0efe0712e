using Chain.Primitives;
using Chain.Types;

namespace Chain.Node.Face;

/// <summary>A question that only the driver can answer, since the pool is its own; and the promise of the answer.</summary>
public abstract class PoolQuestion
{
    private PoolQuestion()
    {
    }

    /// <summary>What became of a transaction?</summary>
    public sealed class Fate(TransactionId id) : PoolQuestion
    {
        private readonly TaskCompletionSource<PoolFate> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The transaction.</summary>
        public TransactionId Id { get; } = id;

        /// <summary>The answer.</summary>
        public Task<PoolFate> Answer => _answer.Task;

        /// <summary>Gives the answer.</summary>
        public void Complete(PoolFate fate) => _answer.TrySetResult(fate);
    }

    /// <summary>Which sequence of a lane is free, after what the pool holds?</summary>
    public sealed class PendingSequence(Address account, uint lane) : PoolQuestion
    {
        private readonly TaskCompletionSource<ulong> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The account.</summary>
        public Address Account { get; } = account;

        /// <summary>The lane.</summary>
        public uint Lane { get; } = lane;

        /// <summary>The answer.</summary>
        public Task<ulong> Answer => _answer.Task;

        /// <summary>Gives the answer.</summary>
        public void Complete(ulong sequence) => _answer.TrySetResult(sequence);
    }
}
