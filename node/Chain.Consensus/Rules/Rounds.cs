using Chain.Types;

namespace Chain.Consensus;

/// <summary>Beginning rounds: lines 10 to 21, 55 and 56, 65 to 67.</summary>
internal static class Rounds
{
    // 11: Function StartRound(round)
    public static void Start(Draft draft, uint round)
    {
        // 12, 13: round_p ← round, step_p ← propose
        draft.State = draft.State with { Round = round, Step = Step.Propose, AskedPrevote = null, AskedPrecommit = null, AskedProposal = null };
        // 14: if proposer(h_p, round_p) = p
        if (IsProposer(draft.State))
            Propose(draft);
        // 21: also for the proposer itself, whose block may not come, or whose signer may refuse.
        draft.Schedule(TimeoutKind.Propose);
    }

    public static bool IsProposer(State state) =>
        state.SelfIndex >= 0 && state.Rules.Proposer(state.Validators!, state.Round).Operator == state.Self;

    // 15 to 19: the valid block again when there is one, else a new block, which comes as BlockBuilt.
    public static void Propose(Draft draft)
    {
        State state = draft.State;
        if (state.ValidRound < 0)
        {
            draft.Emit(new Effect.BuildBlock(state.Height, state.Round));
            return;
        }
        Header header = state.Block(state.ValidBlock)!.Header!;
        Ask(draft, new UnsignedProposal(state.Round, header, state.ValidRound));
    }

    public static void Ask(Draft draft, UnsignedProposal proposal)
    {
        draft.State = draft.State with { AskedProposal = proposal };
        draft.Emit(new Effect.SignProposal(proposal));
    }

    /// <summary>
    /// 55: upon f + 1 ⟨∗, h_p, round, ∗, ∗⟩ with round > round_p. A vote of a later round counts as well: whoever is there has left
    /// this round, and among more than a third there is a correct one. Goes to the highest such round.
    /// </summary>
    public static bool Skip(Draft draft)
    {
        State state = draft.State;
        var seen = new bool[draft.Validators.Members.Count];
        ulong power = 0;
        foreach (uint round in state.Rounds.Keys)
        {
            if (round <= state.Round)
                return false;
            RoundLog log = state.Rounds[round];
            for (int i = 0; i < seen.Length; i++)
            {
                if (seen[i] || !log.HasVoteOf(i))
                    continue;
                seen[i] = true;
                power += draft.Validators.Members[i].Power;
            }
            if (!draft.Validators.IsMoreThanOneThird(power))
                continue;
            // 56
            Start(draft, round);
            return true;
        }
        return false;
    }

    // 65 to 67
    public static bool OnPrecommitTimeout(Draft draft)
    {
        if (draft.State.Round == ProtocolLimits.RoundMax)
            return false;
        Start(draft, draft.State.Round + 1);
        return true;
    }
}
