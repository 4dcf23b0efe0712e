using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Picks transactions for a proposal: takes candidates in the order given, as long as the block stays valid.</summary>
public static class BlockSelection
{
    /// <summary>Candidates that do not fit and are skipped before the search ends. Bounds the time when a block is nearly full or a pool is stale.</summary>
    public const int SkippedMax = 1_000;

    /// <summary>The picked transactions, in the order of the candidates.</summary>
    public static IReadOnlyList<VerifiedTransaction> Select(IEnumerable<VerifiedTransaction> candidates, ChainRules rules, ParentContext parent, IStateReader parentState)
    {
        var picked = new List<VerifiedTransaction>();
        var inclusion = new Inclusion(rules, parent, parentState);
        int skipped = 0;
        foreach (VerifiedTransaction candidate in candidates)
        {
            BlockRefusal refusal = inclusion.TryInclude(candidate);
            if (refusal == BlockRefusal.TooManyTransactions)
                break;
            if (refusal == BlockRefusal.None)
                picked.Add(candidate);
            else if (++skipped == SkippedMax)
                break;
        }
        return picked;
    }
}
