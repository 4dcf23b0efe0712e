namespace Chain.Mempool;

/// <summary>Why the pool does not take a transaction, or threw it out.</summary>
public enum PoolRefusal
{
    /// <summary>It is not refused.</summary>
    None = 0,

    /// <summary>The very same transaction is in the pool.</summary>
    AlreadyPooled,

    /// <summary>The very same transaction is in a block.</summary>
    AlreadyIncluded,

    /// <summary>The gas limit cannot suffice whatever the state is.</summary>
    GasLimitTooLow,

    /// <summary>The gas limit is above what the action can use.</summary>
    GasLimitTooHigh,

    /// <summary>The expiry height is below that of the next block.</summary>
    Expired,

    /// <summary>The expiry height is further ahead than the chain's window.</summary>
    ExpiryTooFar,

    /// <summary>The max fee is below the base fee of the next block.</summary>
    MaxFeeTooLow,

    /// <summary>The sequence was used by an included transaction.</summary>
    SequenceUsed,

    /// <summary>The sequence lies too far ahead of what the lane holds without a gap.</summary>
    SequenceTooFarAhead,

    /// <summary>The slot is taken, and this transaction does not offer a tenth more in both max fee and tip.</summary>
    ReplacementUnderpriced,

    /// <summary>The sender has as many transactions in the pool as one may have.</summary>
    TooManyOfAccount,

    /// <summary>The sender's balance does not cover all that its pooled transactions may debit.</summary>
    CannotPay,

    /// <summary>The pool is full of transactions that offer as much or more.</summary>
    PoolFull,

    /// <summary>It was thrown out for one that offers more.</summary>
    Evicted,
}
