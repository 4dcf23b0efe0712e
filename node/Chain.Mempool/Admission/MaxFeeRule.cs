namespace Chain.Mempool;

/// <summary>Refuses a max fee below the next base fee: a pool must not be filled with offers that are never called in.</summary>
/// <remarks>A transaction that was admitted stays when the base fee rises above it, since it may fall again before the expiry; among the first to be evicted it is anyway.</remarks>
internal static class MaxFeeRule
{
    public static PoolRefusal Check(in Candidate candidate) => candidate.Body.MaxFee < candidate.BaseFee ? PoolRefusal.MaxFeeTooLow : PoolRefusal.None;
}
