using Chain.Types;

namespace Chain.Consensus;

/// <summary>
/// The three decisions that the simulator replaces by wrong ones, to prove that it would notice: what is a quorum, which votes
/// count together, and whose turn it is. Not visible outside; every state made outside has these.
/// </summary>
internal class VotingRules
{
    public static VotingRules Paper { get; } = new();

    /// <summary>2f + 1 of the paper: strictly more than two thirds of the power.</summary>
    public virtual bool IsQuorum(ValidatorSet validators, ulong power) => validators.IsQuorum(power);

    /// <summary>Votes count together by block, whatever valid round they carry.</summary>
    public virtual bool CountTogether(Vote left, Vote right) => left.BlockId == right.BlockId;

    /// <summary>proposer(h, r) of the paper.</summary>
    public virtual Validator Proposer(ValidatorSet validators, uint round) => validators.Proposer(round);
}
