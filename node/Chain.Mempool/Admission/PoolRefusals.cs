namespace Chain.Mempool;

/// <summary>What a refusal means for whoever sent the transaction.</summary>
public static class PoolRefusals
{
    /// <summary>True when the same bytes may be admitted later: then it is worth sending them again, and wrong to remember them as bad.</summary>
    public static bool MayPassLater(this PoolRefusal refusal) => refusal
        is PoolRefusal.MaxFeeTooLow or PoolRefusal.SequenceTooFarAhead or PoolRefusal.ReplacementUnderpriced or PoolRefusal.TooManyOfAccount
        or PoolRefusal.CannotPay or PoolRefusal.PoolFull or PoolRefusal.Evicted or PoolRefusal.ExpiryTooFar;
}
