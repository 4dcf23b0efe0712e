using Chain.Protocol.V1;

namespace Chain.Client;

/// <summary>Brings one signed transaction into the chain and tells what became of it, through lost answers and restarts of the node.</summary>
/// <remarks>
/// Safe because the same bytes can be submitted any number of times: they have one id and take one slot, so at most one
/// inclusion follows. Whoever signs a second transaction after a lost answer pays twice; this never signs. Whether the
/// transaction expired is decided by the chain's height in the node's answers, never by a clock.
/// </remarks>
public sealed class Submission(LedgerClient client, Types.Transaction transaction)
{
    private const string BusyCode = "NODE_BUSY";

    /// <summary>What is being brought in.</summary>
    public Types.Transaction Transaction => transaction;

    /// <summary>Hands the bytes over, again and again while answers are lost, until the node answers or the token fires.</summary>
    /// <returns><see cref="SubmissionOutcome.Open"/> when the token fired before any answer came.</returns>
    public async Task<SubmissionOutcome> SendAsync(CancellationToken cancellationToken)
    {
        var delay = new RetryDelay(client.Options);
        string why = "no answer yet";
        try
        {
            while (true)
            {
                try
                {
                    TransactionStatus status = await client.SubmitAsync(transaction, cancellationToken);
                    // A busy node has not looked at it: that is no answer yet.
                    if (status.Code != BusyCode)
                        return Outcome(status);
                    why = status.Message;
                }
                catch (LedgerException e) when (e.MayRetry)
                {
                    why = e.Message;
                }
                await delay.WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SubmissionOutcome.Open(why);
        }
    }

    /// <summary>Hands the bytes over and waits until the result is as sure as wanted.</summary>
    public async Task<SubmissionOutcome> SendAndWaitAsync(WaitFor wanted, CancellationToken cancellationToken)
    {
        SubmissionOutcome sent = await SendAsync(cancellationToken);
        return IsEnough(sent, wanted) || sent is SubmissionOutcome.Open or SubmissionOutcome.Refused ? sent : await WaitAsync(wanted, cancellationToken);
    }

    /// <summary>Waits until the result is as sure as wanted. Bytes that the node has lost meanwhile (a restart empties its pool) are handed over again.</summary>
    /// <returns><see cref="SubmissionOutcome.Open"/> when the token fired first.</returns>
    public async Task<SubmissionOutcome> WaitAsync(WaitFor wanted, CancellationToken cancellationToken)
    {
        string why = "waiting for inclusion";
        try
        {
            await foreach (TransactionStatus status in client.Streams.TransactionAsync(transaction, cancellationToken))
            {
                SubmissionOutcome outcome = Outcome(status);
                if (IsEnough(outcome, wanted))
                    return outcome;
                if (outcome is not SubmissionOutcome.Open)
                    continue;
                outcome = await SendUntilTakenAsync(reason => why = reason, cancellationToken);
                if (IsEnough(outcome, wanted))
                    return outcome;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SubmissionOutcome.Open(why);
        }
        return new SubmissionOutcome.Open(why);
    }

    /// <summary>A refusal that may pass (a full pool, a gap in the lane) is met by asking again; the node answers with the fate once there is one.</summary>
    private async Task<SubmissionOutcome> SendUntilTakenAsync(Action<string> note, CancellationToken cancellationToken)
    {
        var delay = new RetryDelay(client.Options);
        while (true)
        {
            SubmissionOutcome outcome = await SendAsync(cancellationToken);
            if (outcome is not SubmissionOutcome.Refused { Status: { MayRetry: true, Settled: false } status })
                return outcome;
            note($"the node does not take it now: {status.Message}");
            await delay.WaitAsync(cancellationToken);
        }
    }

    private static SubmissionOutcome Outcome(TransactionStatus status) => status.State switch
    {
        TransactionState.Pooled => new SubmissionOutcome.Pooled(status),
        TransactionState.Final => new SubmissionOutcome.Included(status, IsProven: false),
        TransactionState.Proven => new SubmissionOutcome.Included(status, IsProven: true),
        TransactionState.Expired => new SubmissionOutcome.Expired(status),
        TransactionState.Replaced => new SubmissionOutcome.Replaced(status),
        TransactionState.Refused => new SubmissionOutcome.Refused(status),
        _ => new SubmissionOutcome.Open(status.Message),
    };

    private static bool IsEnough(SubmissionOutcome outcome, WaitFor wanted) => outcome switch
    {
        SubmissionOutcome.Included included => included.IsProven || wanted == WaitFor.Final,
        SubmissionOutcome.Expired or SubmissionOutcome.Replaced => true,
        SubmissionOutcome.Refused refused => refused.Status.Settled,
        _ => false,
    };
}
