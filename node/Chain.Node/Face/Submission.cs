namespace Chain.Node.Face;

/// <summary>A batch of transactions on its way to the pool, and the promise of the answers.</summary>
public sealed class Submission(IReadOnlyList<ReadOnlyMemory<byte>> transactions)
{
    private readonly TaskCompletionSource<IReadOnlyList<SubmitResult>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was sent.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Transactions { get; } = transactions;

    /// <summary>One answer for each, in order.</summary>
    public Task<IReadOnlyList<SubmitResult>> Answer => _answer.Task;

    /// <summary>Gives the answers; only the first call counts.</summary>
    public void Complete(IReadOnlyList<SubmitResult> results) => _answer.TrySetResult(results);

    /// <summary>Answers each with the same outcome.</summary>
    public void CompleteAll(SubmitOutcome outcome, string code, string message) =>
        Complete([.. Transactions.Select(_ => new SubmitResult(default, outcome, code, message, null))]);
}
