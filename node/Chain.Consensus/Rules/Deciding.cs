namespace Chain.Consensus;

/// <summary>Deciding: lines 47 to 54, and asking for the blocks that the rules wait for.</summary>
internal static class Deciding
{
    // 47: upon 2f + 1 ⟨PRECOMMIT, h_p, round_p, ∗⟩ for the first time
    public static bool OnAnyPrecommits(Draft draft)
    {
        State state = draft.State;
        if (state.Log(state.Round) is not { IsPrecommitTimeoutScheduled: false } log || !draft.IsQuorum(log.Precommits.VotedPower))
            return false;
        draft.SetLog(state.Round, log with { IsPrecommitTimeoutScheduled = true });
        // 48
        draft.Schedule(TimeoutKind.Precommit);
        return true;
    }

    // 49: upon ⟨PROPOSAL, h_p, r, v, ∗⟩ AND 2f + 1 ⟨PRECOMMIT, h_p, r, id(v)⟩ while decision_p[h_p] = nil: in any round, also one
    // never entered, and for a block never seen, which is then fetched.
    public static bool OnCommit(Draft draft)
    {
        State state = draft.State;
        foreach ((uint round, RoundLog log) in state.Rounds)
        {
            if (log.Precommits.QuorumBlock(state.Rules, draft.Validators) is not { } block)
                continue;
            switch (state.Block(block)?.Judgement)
            {
                // 50 to 54; the next height is started by the driver.
                case BlockJudgement.Valid:
                    draft.State = state with { Step = Step.Decided, Decision = new Decision(block, round) };
                    draft.Emit(new Effect.Decide(block, draft.State.Commit()!));
                    return true;
                case BlockJudgement.Invalid:
                    draft.State = state with { Step = Step.Halted, Decision = new Decision(block, round) };
                    draft.Emit(new Effect.Halt(block, draft.State.Commit()!));
                    return true;
                default:
                    if (draft.Request(block, BlockReason.Commit, round))
                        return true;
                    break;
            }
        }
        return false;
    }

    /// <summary>Asks for the proposed block, and for the block of a polka that would be locked or become the valid one.</summary>
    public static bool RequestBlock(Draft draft)
    {
        State state = draft.State;
        if (state.Log(state.Round)?.Proposal is { } received && draft.Request(received.Proposal.BlockId, BlockReason.Proposed, state.Round))
            return true;
        foreach (uint round in state.Rounds.Keys)
        {
            if (round > state.Round)
                continue;
            if ((int)round <= state.ValidRound)
                return false;
            if (state.Rounds[round].Prevotes.QuorumBlock(state.Rules, draft.Validators) is { } block && draft.Request(block, BlockReason.Polka, round))
                return true;
        }
        return false;
    }
}
