using Chain.Types;

namespace Chain.Consensus;

/// <summary>Everything that can happen to the machine. It learns of the world by these and by nothing else: they are what the log records and replays.</summary>
public abstract record Input
{
    private Input()
    {
    }

    /// <summary>Begins a height above the current one, whether that was decided here or learned by sync. The driver decides when.</summary>
    public sealed record StartHeight(ulong Height, ValidatorSet Validators) : Input;

    /// <summary>Answers <see cref="Effect.BuildBlock"/>. The block is assembled, valid, and its bytes are appended to the log.</summary>
    public sealed record BlockBuilt(uint Round, Header Header) : Input;

    /// <summary>A proposal, verified against the height's set. The time of arrival on this node's clock is part of the input, so that replay judges as before.</summary>
    public sealed record ProposalReceived(VerifiedProposal Proposal, ulong ReceivedAtMs) : Input;

    /// <summary>Answers <see cref="Effect.RequestBlock"/>: the block is assembled, its bytes are appended to the log, and it is valid on its parent's state, or it is not.</summary>
    public sealed record BlockJudged(Header Header, bool IsValid) : Input;

    /// <summary>A vote of this height, or a precommit of the height before.</summary>
    public sealed record VoteReceived(VerifiedVote Vote) : Input;

    /// <summary>A polka certificate. It counts whole, also where a single vote of it had been dropped.</summary>
    public sealed record PolkaReceived(VerifiedPolka Polka) : Input;

    /// <summary>A commit of this height: decides it as soon as the block is here.</summary>
    public sealed record CommitReceived(VerifiedCommit Commit) : Input;

    /// <summary>A timeout that was scheduled has passed. Late ones, of rounds that are over, do nothing.</summary>
    public sealed record TimeoutElapsed(TimeoutKind Kind, ulong Height, uint Round) : Input;

    /// <summary>
    /// Answers <see cref="Effect.SignVote"/>: the signer's state is durable. When the signer refuses, because it signed
    /// something else before a crash, there is no answer, and the node has no vote in that step.
    /// </summary>
    public sealed record OwnVoteSigned(Vote Vote) : Input;

    /// <summary>Answers <see cref="Effect.SignProposal"/>, like <see cref="OwnVoteSigned"/>.</summary>
    public sealed record OwnProposalSigned(Proposal Proposal) : Input;

    /// <summary>
    /// Replay of the log has ended; from here on effects count. Asks again for everything that is outstanding: signatures,
    /// blocks, timeouts, the decision. It is not recorded.
    /// </summary>
    public sealed record Resumed : Input;
}
