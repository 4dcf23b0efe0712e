using Chain.Protocol.V1;

namespace Chain.Client;

/// <summary>What became of a submitted transaction, as far as is known. Switch over all cases.</summary>
public abstract record SubmissionOutcome
{
    private SubmissionOutcome()
    {
    }

    /// <summary>In the node's pool, or on its way there.</summary>
    public sealed record Pooled(TransactionStatus Status) : SubmissionOutcome;

    /// <summary>In the chain; the receipt says whether it succeeded.</summary>
    public sealed record Included(TransactionStatus Status, bool IsProven) : SubmissionOutcome
    {
        /// <summary>True when it did what it says; otherwise the fee is paid and the sequence used all the same.</summary>
        public bool Succeeded => Status.Receipt?.Status == 0;
    }

    /// <summary>Never included, and never will be: its expiry height has passed with the lane's counter below or at its sequence.</summary>
    public sealed record Expired(TransactionStatus Status) : SubmissionOutcome;

    /// <summary>Never included, and never will be: another transaction took its slot.</summary>
    public sealed record Replaced(TransactionStatus Status) : SubmissionOutcome;

    /// <summary>The node did not take it. With <see cref="TransactionStatus.MayRetry"/> it may later, or another node may.</summary>
    public sealed record Refused(TransactionStatus Status) : SubmissionOutcome;

    /// <summary>Not known: it may still be included until its expiry height. Asking again, with the same bytes, is always safe; signing anew is not.</summary>
    public sealed record Open(string Why) : SubmissionOutcome;
}
