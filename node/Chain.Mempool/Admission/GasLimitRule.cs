using Chain.Types;

namespace Chain.Mempool;

/// <summary>Refuses limits that cannot suffice, which no block may contain, and limits above what the action can use, or above what any block has: block space that is booked but not paid for.</summary>
internal static class GasLimitRule
{
    public static PoolRefusal Check(in Candidate candidate)
    {
        if (candidate.Body.GasLimit < GasSchedule.Minimum(candidate.Transaction.Transaction))
            return PoolRefusal.GasLimitTooLow;
        ulong most = Math.Min(GasSchedule.Maximum(candidate.Transaction.Transaction), candidate.Parameters.BlockGasMax);
        return candidate.Body.GasLimit > most ? PoolRefusal.GasLimitTooHigh : PoolRefusal.None;
    }
}
