namespace Chain.Consensus;

/// <summary>What became of a vote that was added to a set.</summary>
public enum VoteAddition
{
    /// <summary>The voter's first in this step.</summary>
    Added,

    /// <summary>Contradicts the first one; kept as its proof, and counted for its own block.</summary>
    Contradiction,

    /// <summary>Says what is known already.</summary>
    Known,

    /// <summary>A third different one: dropped.</summary>
    Dropped,
}
