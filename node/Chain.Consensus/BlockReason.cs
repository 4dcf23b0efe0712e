namespace Chain.Consensus;

/// <summary>Why a block is asked for, the strongest reason last.</summary>
public enum BlockReason
{
    /// <summary>It is proposed in the current round.</summary>
    Proposed = 0,

    /// <summary>More than two thirds prevoted it.</summary>
    Polka = 1,

    /// <summary>More than two thirds precommitted it: it is decided, and everyone else may have moved on.</summary>
    Commit = 2,
}
