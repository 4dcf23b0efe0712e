using Chain.Types;

namespace Chain.Mempool;

/// <summary>Refuses limits that cannot suffice, which no block may contain, and limits above what a native action can use: block space that is booked but not paid for.</summary>
internal static class GasLimitRule
{
    public static PoolRefusal Check(in Candidate candidate)
    {
        if (candidate.Body.GasLimit < GasSchedule.Minimum(candidate.Transaction.Transaction))
            return PoolRefusal.GasLimitTooLow;
        return candidate.Body.GasLimit > GasSchedule.Maximum(candidate.Transaction.Transaction) ? PoolRefusal.GasLimitTooHigh : PoolRefusal.None;
    }
}
