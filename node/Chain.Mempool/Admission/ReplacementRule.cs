using Chain.Types;

namespace Chain.Mempool;

/// <summary>
/// Refuses to take a slot from another transaction for less than a tenth more, in max fee and in tip: else one balance could
/// make every node verify and pass on transactions without end. The tip must rise too, or the new one would pay the same.
/// </summary>
internal static class ReplacementRule
{
    public static PoolRefusal Check(in Candidate candidate)
    {
        if (candidate.Occupant is not { } occupant)
            return PoolRefusal.None;
        UnsignedTransaction old = occupant.Transaction.Body;
        bool pays = candidate.Body.MaxFee >= FeeMath.ReplacementPrice(old.MaxFee) && candidate.Body.Tip >= FeeMath.ReplacementPrice(old.Tip);
        return pays ? PoolRefusal.None : PoolRefusal.ReplacementUnderpriced;
    }
}
