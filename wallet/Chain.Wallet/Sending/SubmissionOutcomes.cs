using Chain.Client;
using Chain.Protocol.V1;

namespace Chain.Wallet.Sending;

/// <summary>A status that was asked for, as the outcome that sending would have had.</summary>
public static class SubmissionOutcomes
{
    /// <summary>Switches over all states.</summary>
    public static SubmissionOutcome Of(TransactionStatus status) => status.State switch
    {
        TransactionState.Pooled => new SubmissionOutcome.Pooled(status),
        TransactionState.Final => new SubmissionOutcome.Included(status, IsProven: false),
        TransactionState.Proven => new SubmissionOutcome.Included(status, IsProven: true),
        TransactionState.Expired => new SubmissionOutcome.Expired(status),
        TransactionState.Replaced => new SubmissionOutcome.Replaced(status),
        TransactionState.Refused => new SubmissionOutcome.Refused(status),
        _ => new SubmissionOutcome.Open(status.Message),
    };
}
