namespace Chain.Mempool;

/// <summary>Refuses used sequences, and sequences far beyond a gap: whoever leaves a gap may never close it, so what waits behind it costs its sender nothing.</summary>
internal static class SequenceRule
{
    public static PoolRefusal Check(in Candidate candidate)
    {
        ulong sequence = candidate.Body.Sequence;
        if (sequence < candidate.NextSequence)
            return PoolRefusal.SequenceUsed;
        ulong firstGap = candidate.Lane is null ? candidate.NextSequence : candidate.Lane.FirstGap;
        return sequence > firstGap && sequence - firstGap > candidate.Limits.FutureWindow ? PoolRefusal.SequenceTooFarAhead : PoolRefusal.None;
    }
}
