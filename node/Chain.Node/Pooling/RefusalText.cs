using Chain.Mempool;

namespace Chain.Node.Pooling;

/// <summary>What a refusal means, for people: what is wrong and what to do.</summary>
internal static class RefusalText
{
    public static string Of(PoolRefusal refusal) => refusal switch
    {
        PoolRefusal.None => "",
        PoolRefusal.AlreadyPooled => "This very transaction waits in the pool.",
        PoolRefusal.AlreadyIncluded => "This very transaction is in a block.",
        PoolRefusal.GasLimitTooLow => "The gas limit cannot suffice; raise it.",
        PoolRefusal.GasLimitTooHigh => "The gas limit is above what the action can use; lower it.",
        PoolRefusal.Expired => "The expiry height has passed; sign the transaction anew with a later one.",
        PoolRefusal.ExpiryTooFar => "The expiry height is further ahead than the chain allows; choose a nearer one.",
        PoolRefusal.MaxFeeTooLow => "The max fee is below the base fee of the next block; raise it, or wait until the base fee falls.",
        PoolRefusal.SequenceUsed => "An included transaction has this sequence of the lane already; use the next free one.",
        PoolRefusal.SequenceTooFarAhead => "The sequence is too far ahead of the lane's next one; send those before it first.",
        PoolRefusal.ReplacementUnderpriced => "Another pooled transaction has this slot; to replace it, offer at least a tenth more in both max fee and tip.",
        PoolRefusal.TooManyOfAccount => "The account has as many pooled transactions as one may have; wait for a block.",
        PoolRefusal.CannotPay => "The balance does not cover what the account's pooled transactions and this one may debit.",
        PoolRefusal.PoolFull => "The pool is full of transactions that pay as much or more; offer more, or send it again later.",
        PoolRefusal.Evicted => "It was thrown out for a transaction that pays more; offer more, or send it again later.",
        _ => "The pool does not take it.",
    };
}
