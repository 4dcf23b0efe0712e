namespace Chain.Consensus;

/// <summary>
/// Bounds what is kept of rounds that have not begun: the two highest of each validator. Else one validator could fill the memory
/// with votes for a million rounds. A correct one that hurries ahead loses nothing that counts: its newest votes are here, and rounds are
/// skipped by those; a decision of a forgotten round comes as a commit.
/// </summary>
internal static class FutureRounds
{
    public const int RoundsMax = 2;

    /// <summary>True when the vote may be added; forgets the validator's lowest round ahead when there would be three.</summary>
    public static bool MakeRoom(Draft draft, uint round, int index)
    {
        State state = draft.State;
        int kept = 0;
        uint lowest = 0;
        foreach (uint ahead in state.Rounds.Keys)
        {
            if (ahead <= state.Round)
                break;
            if (!state.Rounds[ahead].HasVoteOf(index))
                continue;
            if (ahead == round)
                return true;
            kept++;
            lowest = ahead;
        }
        if (kept < RoundsMax)
            return true;
        if (round < lowest)
            return false;
        Forget(draft, lowest, index);
        return true;
    }

    private static void Forget(Draft draft, uint round, int index)
    {
        State state = draft.State;
        RoundLog log = state.Rounds[round];
        log = log with
        {
            Prevotes = log.Prevotes.Without(index, draft.Validators, state.Rules),
            Precommits = log.Precommits.Without(index, draft.Validators, state.Rules),
        };
        bool isEmpty = log.Proposal is null && log.Prevotes.VotedPower == 0 && log.Precommits.VotedPower == 0;
        draft.State = state with { Rounds = isEmpty ? state.Rounds.Remove(round) : state.Rounds.SetItem(round, log) };
    }
}
