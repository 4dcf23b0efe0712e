using Chain.Types;

namespace Chain.Consensus;

/// <summary>Prevoting: lines 22 to 33 and 57 to 60.</summary>
internal static class Prevoting
{
    // 22: upon ⟨PROPOSAL, h_p, round_p, v, −1⟩ from proposer(h_p, round_p) while step_p = propose
    public static bool OnFreshProposal(Draft draft)
    {
        State state = draft.State;
        if (state.Step != Step.Propose || state.Log(state.Round)?.Proposal is not { Proposal: { ValidRound: -1 } proposal } received)
            return false;
        // 23: valid(v) ∧ (lockedRound_p = −1 ∨ lockedValue_p = v), and the time is right.
        bool mayVote = received.IsTimely && (state.LockedRound == -1 || state.LockedBlock == proposal.BlockId);
        return Vote(draft, proposal, mayVote);
    }

    // 28: upon ⟨PROPOSAL, h_p, round_p, v, vr⟩ AND 2f + 1 ⟨PREVOTE, h_p, vr, id(v)⟩ while step_p = propose ∧ (vr ≥ 0 ∧ vr < round_p).
    // Without the polka it waits: the prevotes may come after the proposal.
    public static bool OnProposalAgain(Draft draft)
    {
        State state = draft.State;
        if (state.Step != Step.Propose || state.Log(state.Round)?.Proposal is not { Proposal: { ValidRound: >= 0 } proposal })
            return false;
        if (proposal.ValidRound >= state.Round || !draft.HasPolka((uint)proposal.ValidRound, proposal.BlockId))
            return false;
        // 29: valid(v) ∧ (lockedRound_p ≤ vr ∨ lockedValue_p = v)
        bool mayVote = state.LockedRound <= proposal.ValidRound || state.LockedBlock == proposal.BlockId;
        return Vote(draft, proposal, mayVote);
    }

    // 57 to 60
    public static void OnProposeTimeout(Draft draft) => Cast(draft, BlockId.Nil, -1);

    // 24 to 27 and 30 to 33. A vote that is nil whatever the block is does not wait for the block.
    private static bool Vote(Draft draft, Proposal proposal, bool mayVote)
    {
        BlockJudgement? judgement = draft.State.Block(proposal.BlockId)?.Judgement;
        if (!mayVote || judgement == BlockJudgement.Invalid)
        {
            Cast(draft, BlockId.Nil, -1);
            return true;
        }
        if (judgement != BlockJudgement.Valid)
            return false;
        Cast(draft, proposal.BlockId, Reason(draft.State, proposal));
        return true;
    }

    /// <summary>
    /// The round whose polka allows this prevote: the proposal's, or the lock's own when that is later. The proposal of a
    /// proposer that is behind may name an older polka than the lock's; naming that one would look as if the lock had been forgotten.
    /// </summary>
    private static int Reason(State state, Proposal proposal) =>
        state.LockedBlock == proposal.BlockId ? Math.Max(proposal.ValidRound, state.LockedRound) : proposal.ValidRound;

    private static void Cast(Draft draft, BlockId blockId, int validRound)
    {
        State state = draft.State;
        draft.State = state with { Step = Step.Prevote };
        if (state.SelfIndex < 0)
            return;
        var vote = new UnsignedVote(VoteKind.Prevote, state.Height, state.Round, blockId, validRound);
        draft.State = draft.State with { AskedPrevote = vote };
        draft.Emit(new Effect.SignVote(vote));
    }
}
