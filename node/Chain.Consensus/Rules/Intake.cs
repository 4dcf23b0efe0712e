using Chain.Primitives;
using Chain.Types;

namespace Chain.Consensus;

/// <summary>Takes an input in: false when it is of no interest now. What is accepted is persisted before anything else happens.</summary>
internal static class Intake
{
    public static bool Take(Draft draft, Input input)
    {
        State state = draft.State;
        // Halted stays halted, until the driver has the height after it: a newer software found the block valid that this one had refused.
        if (state.Step == Step.Halted && input is not Input.StartHeight)
            return input is Input.Resumed && Resuming.Resume(draft);
        return input switch
        {
            Input.StartHeight start => StartHeight(draft, start),
            Input.Resumed => Resuming.Resume(draft),
            Input.VoteReceived vote => VoteIntake.Take(draft, vote),
            _ when !state.IsOpen => false,
            Input.ProposalReceived proposal => ProposalIntake.Take(draft, proposal),
            Input.OwnProposalSigned signed => ProposalIntake.TakeOwn(draft, signed),
            Input.BlockBuilt built => BlockBuilt(draft, built),
            Input.BlockJudged judged => BlockJudged(draft, judged),
            Input.PolkaReceived polka => VoteIntake.Take(draft, polka),
            Input.CommitReceived commit => VoteIntake.Take(draft, commit),
            Input.OwnVoteSigned signed => VoteIntake.TakeOwn(draft, signed),
            Input.TimeoutElapsed timeout => TimeoutElapsed(draft, timeout),
            _ => throw new InvariantException($"an input is of a known kind, not {input.GetType().Name}"),
        };
    }

    // 10 and 52 to 54: everything of the height before is forgotten, except the precommits that decided it.
    private static bool StartHeight(Draft draft, Input.StartHeight start)
    {
        State old = draft.State;
        if (start.Height <= old.Height)
            return false;
        LastPrecommits? last = old.Decision is { } decision && old.Height + 1 == start.Height
            ? new LastPrecommits(old.Height, old.Validators!, decision, old.Log(decision.Round)!.Precommits)
            : null;
        draft.Emit(new Effect.Persist(start, Sync: false));
        draft.State = State.Create(old.Parameters, old.Self, old.Rules) with
        {
            Height = start.Height,
            Validators = start.Validators,
            SelfIndex = old.Self is { } self ? start.Validators.IndexOf(self) : -1,
            Last = last,
        };
        Rounds.Start(draft, 0);
        return true;
    }

    private static bool BlockBuilt(Draft draft, Input.BlockBuilt built)
    {
        State state = draft.State;
        Invariant.Holds(built.Header.Round == built.Round, "a new block names the round that it was built for");
        bool isAwaited = built.Header.Height == state.Height && built.Round == state.Round && state.Step == Step.Propose
            && state.AskedProposal is null && Rounds.IsProposer(state) && state.Log(state.Round)?.Proposal is null;
        if (!isAwaited)
            return false;
        draft.Emit(new Effect.Persist(built, Sync: false));
        draft.State = state with { Blocks = state.Blocks.SetItem(built.Header.ComputeId(), new KnownBlock(BlockJudgement.Valid, BlockReason.Proposed, built.Round, built.Header)) };
        // A polka that came while the block was built goes first, as if it had come before.
        if (state.ValidRound >= 0)
            Rounds.Propose(draft);
        else
            Rounds.Ask(draft, new UnsignedProposal(built.Round, built.Header, -1));
        return true;
    }

    private static bool BlockJudged(Draft draft, Input.BlockJudged judged)
    {
        State state = draft.State;
        BlockId id = judged.Header.ComputeId();
        if (state.Block(id) is not { Judgement: BlockJudgement.Requested } known)
            return false;
        draft.Emit(new Effect.Persist(judged, Sync: false));
        BlockJudgement judgement = judged.IsValid ? BlockJudgement.Valid : BlockJudgement.Invalid;
        draft.State = state with { Blocks = state.Blocks.SetItem(id, known with { Judgement = judgement, Header = judged.Header }) };
        return true;
    }

    private static bool TimeoutElapsed(Draft draft, Input.TimeoutElapsed timeout)
    {
        State state = draft.State;
        if (timeout.Height != state.Height || timeout.Round != state.Round)
            return false;
        var persist = new Effect.Persist(timeout, Sync: false);
        switch (timeout.Kind)
        {
            // 58
            case TimeoutKind.Propose when state.Step == Step.Propose:
                draft.Emit(persist);
                Prevoting.OnProposeTimeout(draft);
                return true;
            // 62
            case TimeoutKind.Prevote when state.Step == Step.Prevote:
                draft.Emit(persist);
                Precommitting.OnPrevoteTimeout(draft);
                return true;
            // 66
            case TimeoutKind.Precommit:
                draft.Emit(persist);
                return Rounds.OnPrecommitTimeout(draft);
            default:
                return false;
        }
    }
}
