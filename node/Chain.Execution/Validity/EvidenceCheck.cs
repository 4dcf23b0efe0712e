using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Judges evidence against the state after the parent. What proposers put into blocks and what validators accept is the same rule.</summary>
public static class EvidenceCheck
{
    /// <summary>Everything but that two pieces in one block may not accuse the same validator. Signatures are checked last: they cost the most.</summary>
    public static BlockRefusal Check(Evidence evidence, ulong blockHeight, ulong blockTimeMs, ChainRules rules, IStateReader parentState)
    {
        if (evidence.Height > blockHeight)
            return BlockRefusal.EvidenceOfTheFuture;
        if (IsExpired(evidence.Height, blockHeight, blockTimeMs, rules.Parameters, parentState))
            return BlockRefusal.EvidenceExpired;
        if (!parentState.TryGetValidator(evidence.Accused, out ValidatorRecord accused))
            return BlockRefusal.AccusedUnknown;
        if (accused.AccusedHeight != 0)
            return BlockRefusal.AlreadyAccused;
        return evidence.IsSignedBy(accused.ConsensusKey, rules.GenesisHash) ? BlockRefusal.None : BlockRefusal.EvidenceSignatureWrong;
    }

    /// <summary>True when a height is too old in blocks and in time. Only both together count: blocks can be fast, and clocks can jump.</summary>
    internal static bool IsExpired(ulong height, ulong blockHeight, ulong blockTimeMs, ChainParameters parameters, IStateReader state)
    {
        if (blockHeight - height <= parameters.EvidenceBlocks)
            return false;
        // The times of heights that are expired are removed some time later; absence means the same.
        return !state.TryGetBlockTime(height, out ulong timeMs) || blockTimeMs - Math.Min(timeMs, blockTimeMs) > parameters.EvidenceMs;
    }

    /// <summary>Checks all pieces of a block, in order.</summary>
    internal static BlockRefusal CheckAll(IReadOnlyList<Evidence> evidence, Header header, ChainRules rules, IStateReader parentState)
    {
        var accused = new List<Address>(evidence.Count);
        foreach (Evidence item in evidence)
        {
            if (accused.Contains(item.Accused))
                return BlockRefusal.AccusedTwice;
            accused.Add(item.Accused);
        }
        foreach (Evidence item in evidence)
        {
            BlockRefusal refusal = Check(item, header.Height, header.TimeMs, rules, parentState);
            if (refusal != BlockRefusal.None)
                return refusal;
        }
        return BlockRefusal.None;
    }
}
