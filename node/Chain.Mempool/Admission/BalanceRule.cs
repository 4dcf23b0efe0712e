using Chain.Primitives;

namespace Chain.Mempool;

/// <summary>
/// Refuses what the sender cannot pay together with everything it has pooled already: else one coin could back a pool full of
/// transactions of which one is ever included. So whatever is selected in lane order can be paid.
/// </summary>
internal static class BalanceRule
{
    public static PoolRefusal Check(in Candidate candidate)
    {
        Amount pooled = candidate.Sender is null ? Amount.Zero : candidate.Sender.Debit;
        if (candidate.Occupant is { } occupant)
            pooled -= occupant.Debit;
        return pooled.TryAdd(candidate.Debit, out Amount sum) && sum <= candidate.Account.Balance ? PoolRefusal.None : PoolRefusal.CannotPay;
    }
}
