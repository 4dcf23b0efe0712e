namespace Chain.Mempool;

/// <summary>Refuses more than a bounded number of one sender: with 256 lanes one account could fill the pool.</summary>
internal static class AccountLimitRule
{
    public static PoolRefusal Check(in Candidate candidate) =>
        candidate.Occupant is null && candidate.Sender is { } sender && sender.Count >= candidate.Limits.PerAccountMax
            ? PoolRefusal.TooManyOfAccount
            : PoolRefusal.None;
}
