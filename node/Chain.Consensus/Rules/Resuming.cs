using Chain.Types;

namespace Chain.Consensus;

/// <summary>After a replay, whose effects were dropped: asks again for what has no answer yet.</summary>
internal static class Resuming
{
    public static bool Resume(Draft draft)
    {
        State state = draft.State;
        if (state.Decision is { } decision)
        {
            draft.Emit(state.Step == Step.Halted ? new Effect.Halt(decision.BlockId, state.Commit()!) : new Effect.Decide(decision.BlockId, state.Commit()!));
            return true;
        }
        if (!state.IsOpen)
            return false;
        foreach ((BlockId id, KnownBlock block) in state.Blocks)
        {
            if (block.Judgement == BlockJudgement.Requested)
                draft.Emit(new Effect.RequestBlock(state.Height, id, block.Reason, block.Round));
        }
        RoundLog log = draft.Log(state.Round);
        AskForSignatures(draft, log);
        if (state.Step == Step.Propose)
            draft.Schedule(TimeoutKind.Propose);
        if (state.Step == Step.Prevote && log.IsPrevoteTimeoutScheduled)
            draft.Schedule(TimeoutKind.Prevote);
        if (log.IsPrecommitTimeoutScheduled)
            draft.Schedule(TimeoutKind.Precommit);
        return true;
    }

    private static void AskForSignatures(Draft draft, RoundLog log)
    {
        State state = draft.State;
        if (state.Step == Step.Propose && log.Proposal is null && Rounds.IsProposer(state))
        {
            if (state.AskedProposal is { } proposal)
                draft.Emit(new Effect.SignProposal(proposal));
            else
                Rounds.Propose(draft);
        }
        if (state.AskedPrevote is { } prevote && log.Prevotes.First(state.SelfIndex) is null)
            draft.Emit(new Effect.SignVote(prevote));
        if (state.AskedPrecommit is { } precommit && log.Precommits.First(state.SelfIndex) is null)
            draft.Emit(new Effect.SignVote(precommit));
    }
}
