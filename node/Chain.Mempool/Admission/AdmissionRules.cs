namespace Chain.Mempool;

/// <summary>The rules of admission in their order: what costs least to check and can never pass later comes first.</summary>
internal static class AdmissionRules
{
    public static PoolRefusal Check(in Candidate candidate)
    {
        PoolRefusal refusal = GasLimitRule.Check(candidate);
        if (refusal == PoolRefusal.None)
            refusal = ExpiryRule.Check(candidate);
        if (refusal == PoolRefusal.None)
            refusal = SequenceRule.Check(candidate);
        if (refusal == PoolRefusal.None)
            refusal = MaxFeeRule.Check(candidate);
        if (refusal == PoolRefusal.None)
            refusal = ReplacementRule.Check(candidate);
        if (refusal == PoolRefusal.None)
            refusal = AccountLimitRule.Check(candidate);
        return refusal == PoolRefusal.None ? BalanceRule.Check(candidate) : refusal;
    }
}
