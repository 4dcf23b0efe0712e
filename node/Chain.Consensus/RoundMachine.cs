namespace Chain.Consensus;

/// <summary>
/// The consensus of one node: Algorithm 1 of "The latest gossip on BFT consensus" (Buchman, Kwon, Milosevic, arXiv 1807.04938),
/// as a function from a state and an input to a state and effects. Nothing else goes in or comes out.
/// </summary>
/// <remarks>
/// An input is first taken in (<see cref="Intake"/>): checked for relevance, and put into the message log. Then the rules of the paper
/// are tried until none applies. So no rule can be missed because its last condition was met by something unexpected: prevotes
/// after their proposal, a block after its precommits, votes that had arrived before their round began. The loop ends: each rule
/// raises round or step, or sets a mark that is never taken back.
/// </remarks>
public static class RoundMachine
{
    /// <summary>Applies one input. The same state and input always give the same transition.</summary>
    public static Transition Apply(State state, Input input)
    {
        var draft = new Draft(state);
        if (!Intake.Take(draft, input))
            return new Transition(state, []);
        while (draft.State.IsOpen && NextRule(draft))
        {
        }
        return new Transition(draft.State, draft.Effects);
    }

    // A block that is decided comes before anything else; what the current round asks for comes before what only prepares.
    private static bool NextRule(Draft draft) =>
        Deciding.OnCommit(draft) // 49
        || Rounds.Skip(draft) // 55
        || Deciding.RequestBlock(draft)
        || Prevoting.OnFreshProposal(draft) // 22
        || Prevoting.OnProposalAgain(draft) // 28
        || Precommitting.OnPolka(draft) // 36
        || Precommitting.OnNewerPolka(draft) // 42
        || Precommitting.OnNilPolka(draft) // 44
        || Precommitting.OnAnyPrevotes(draft) // 34
        || Deciding.OnAnyPrecommits(draft); // 47
}
