using Chain.Types;

namespace Chain.Consensus;

/// <summary>Precommitting: lines 34 to 46 and 61 to 64.</summary>
internal static class Precommitting
{
    // 34: upon 2f + 1 ⟨PREVOTE, h_p, round_p, ∗⟩ while step_p = prevote for the first time
    public static bool OnAnyPrevotes(Draft draft)
    {
        State state = draft.State;
        if (state.Step != Step.Prevote || state.Log(state.Round) is not { IsPrevoteTimeoutScheduled: false } log || !draft.IsQuorum(log.Prevotes.VotedPower))
            return false;
        draft.SetLog(state.Round, log with { IsPrevoteTimeoutScheduled = true });
        // 35
        draft.Schedule(TimeoutKind.Prevote);
        return true;
    }

    // 36: upon ⟨PROPOSAL, h_p, round_p, v, ∗⟩ AND 2f + 1 ⟨PREVOTE, h_p, round_p, id(v)⟩ while valid(v) ∧ step_p ≥ prevote, and
    // 37: if step_p = prevote.
    // The prevotes of two thirds stand for the proposal, which some of them saw: what is needed here is the block.
    public static bool OnPolka(Draft draft)
    {
        State state = draft.State;
        if (state.Step != Step.Prevote || state.Log(state.Round)?.Prevotes.QuorumBlock(state.Rules, draft.Validators) is not { } block || !draft.IsValid(block))
            return false;
        // 38, 39, 42, 43
        draft.State = state with { LockedBlock = block, LockedRound = (int)state.Round, ValidBlock = block, ValidRound = (int)state.Round };
        // 40, 41
        Cast(draft, block);
        return true;
    }

    /// <summary>
    /// 42, 43: the newest polka is what this node proposes. In the paper that is line 36 after the precommit; here it holds in any step,
    /// and for rounds that are over: the polka is as good a proof in a later proposal, and without it a proposer whose prevotes or
    /// block came late would offer what those who locked must refuse.
    /// </summary>
    public static bool OnNewerPolka(Draft draft)
    {
        State state = draft.State;
        foreach ((uint round, RoundLog log) in state.Rounds)
        {
            if (round > state.Round)
                continue;
            if ((int)round <= state.ValidRound)
                return false;
            if (log.Prevotes.QuorumBlock(state.Rules, draft.Validators) is not { } block || !draft.IsValid(block))
                continue;
            draft.State = state with { ValidBlock = block, ValidRound = (int)round };
            return true;
        }
        return false;
    }

    // 44: upon 2f + 1 ⟨PREVOTE, h_p, round_p, nil⟩ while step_p = prevote. The lock stays: a nil polka never unlocks.
    public static bool OnNilPolka(Draft draft)
    {
        if (draft.State.Step != Step.Prevote || !draft.HasPolka(draft.State.Round, BlockId.Nil))
            return false;
        // 45, 46
        Cast(draft, BlockId.Nil);
        return true;
    }

    // 61 to 64
    public static void OnPrevoteTimeout(Draft draft) => Cast(draft, BlockId.Nil);

    private static void Cast(Draft draft, BlockId blockId)
    {
        State state = draft.State;
        draft.State = state with { Step = Step.Precommit };
        if (state.SelfIndex < 0)
            return;
        var vote = new UnsignedVote(VoteKind.Precommit, state.Height, state.Round, blockId, -1);
        draft.State = draft.State with { AskedPrecommit = vote };
        draft.Emit(new Effect.SignVote(vote));
    }
}
