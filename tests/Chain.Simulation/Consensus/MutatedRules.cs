using Chain.Consensus;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>The planted bugs that sit in the three replaceable decisions of the machine, and those that are done to its state from outside.</summary>
internal sealed class MutatedRules(Mutation mutation) : VotingRules
{
    public static VotingRules For(Mutation mutation) => mutation == Mutation.None ? Paper : new MutatedRules(mutation);

    public override bool IsQuorum(ValidatorSet validators, ulong power) =>
        mutation == Mutation.QuorumAtTwoThirds ? power * 3 >= validators.TotalPower * 2 : base.IsQuorum(validators, power);

    public override bool CountTogether(Vote left, Vote right) =>
        base.CountTogether(left, right) && (mutation != Mutation.PolkaByValidRound || left.ValidRound == right.ValidRound);

    public override Validator Proposer(ValidatorSet validators, uint round) =>
        base.Proposer(validators, mutation == Mutation.ProposerStays ? 0 : round);

    /// <summary>What the bug would have left in the state.</summary>
    public static ConsensusState Spoil(Mutation mutation, ConsensusState before, ConsensusState after)
    {
        switch (mutation)
        {
            case Mutation.IgnoreLock:
                return after with { LockedBlock = BlockId.Nil, LockedRound = -1 };
            case Mutation.UnlockOnNilPolka when after.IsOpen && after.Log(after.Round)?.Prevotes is { } prevotes && prevotes.IsQuorumFor(BlockId.Nil, after.Rules, after.Validators):
                return after with { LockedBlock = BlockId.Nil, LockedRound = -1 };
            case Mutation.NoLateValidBlock when after.Height == before.Height && after.ValidRound != before.ValidRound && after.LockedRound != after.ValidRound:
                return after with { ValidBlock = before.ValidBlock, ValidRound = before.ValidRound };
            default:
                return after;
        }
    }
}
