using Chain.Types;

namespace Chain.Consensus;

/// <summary>The deciding round's precommits of the height before. Those that arrive late join, so that the next block can carry them.</summary>
public sealed record LastPrecommits(ulong Height, ValidatorSet Validators, Decision Decision, VoteSet Precommits)
{
    /// <summary>The commit with every precommit known.</summary>
    public Commit ToCommit() => Precommits.ToCommit(Height, Decision.Round, Decision.BlockId);
}
