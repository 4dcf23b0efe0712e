using Chain.Types;

namespace Chain.Consensus;

/// <summary>What the driver has to do, in the order of the list. Effects return nothing: answers come back as inputs.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>
    /// Append the input to the log. It stands before everything else that the input causes. With <paramref name="Sync"/> the log
    /// must be on the disk before the next effect is carried out: what follows will be seen by others.
    /// </summary>
    public sealed record Persist(Input Input, bool Sync) : Effect;

    /// <summary>Send an own vote to everyone.</summary>
    public sealed record BroadcastVote(Vote Vote) : Effect;

    /// <summary>Send an own proposal to everyone, with what is needed to assemble its block.</summary>
    public sealed record BroadcastProposal(Proposal Proposal) : Effect;

    /// <summary>Build a block for this round, later in time than its parent, and post <see cref="Input.BlockBuilt"/>.</summary>
    public sealed record BuildBlock(ulong Height, uint Round) : Effect;

    /// <summary>Sign, make the signer's state durable, post <see cref="Input.OwnProposalSigned"/>; nothing when the signer refuses.</summary>
    public sealed record SignProposal(UnsignedProposal Proposal) : Effect;

    /// <summary>Sign, make the signer's state durable, post <see cref="Input.OwnVoteSigned"/>; nothing when the signer refuses.</summary>
    public sealed record SignVote(UnsignedVote Vote) : Effect;

    /// <summary>Post <see cref="Input.TimeoutElapsed"/> after this many milliseconds.</summary>
    public sealed record ScheduleTimeout(TimeoutKind Kind, ulong Height, uint Round, ulong DelayMs) : Effect;

    /// <summary>
    /// Assemble and judge a block, from the proposal of the round or from anyone who voted for it in that round; post
    /// <see cref="Input.BlockJudged"/>. Comes again for a block that is still missing when a newer round or a stronger reason wants it,
    /// so that what <see cref="State.Wants"/> denies may be dropped.
    /// </summary>
    public sealed record RequestBlock(ulong Height, BlockId BlockId, BlockReason Reason, uint Round) : Effect;

    /// <summary>The height is decided. The block was judged valid and its bytes are in the log.</summary>
    public sealed record Decide(BlockId BlockId, Commit Commit) : Effect;

    /// <summary>A validator signed what no correct one signs. Each contradiction is reported once.</summary>
    public sealed record ReportEvidence(Evidence Evidence) : Effect;

    /// <summary>More than two thirds decided a block that was judged invalid here. Dump what is known and stop; never go on.</summary>
    public sealed record Halt(BlockId BlockId, Commit Commit) : Effect;
}
