namespace Chain.Mempool;

/// <summary>Refuses what no block can include any more, and what would lie in pools for longer than the chain's window.</summary>
internal static class ExpiryRule
{
    public static PoolRefusal Check(in Candidate candidate)
    {
        ulong expiry = candidate.Body.ExpiryHeight;
        if (expiry < candidate.NextHeight)
            return PoolRefusal.Expired;
        return expiry - candidate.NextHeight > candidate.Parameters.ExpiryWindow ? PoolRefusal.ExpiryTooFar : PoolRefusal.None;
    }
}
