using Chain.Primitives;
using Chain.Types;

namespace Chain.Consensus;

/// <summary>Takes proposals in. The first of a round counts; a second, different one is evidence; more are dropped.</summary>
internal static class ProposalIntake
{
    /// <summary>How many proposals of one proposer are kept for rounds that have not begun.</summary>
    private const int FutureRoundsMax = 2;

    public static bool Take(Draft draft, Input.ProposalReceived input)
    {
        Proposal proposal = input.Proposal.Proposal;
        if (proposal.Height != draft.State.Height)
            return false;
        Invariant.Holds(input.Proposal.ValidatorSetHash == draft.Validators.Hash, "a proposal was verified against the set of its height");
        bool isTimely = Timeliness.IsTimely(proposal.Header.TimeMs, input.ReceivedAtMs, proposal.Round, draft.State.Parameters);
        return Add(draft, new ReceivedProposal(proposal, isTimely), new Effect.Persist(input, Sync: false));
    }

    // The proposer's own clock made the time: it is right by definition.
    public static bool TakeOwn(Draft draft, Input.OwnProposalSigned input)
    {
        if (input.Proposal.Height != draft.State.Height || input.Proposal.Round > draft.State.Round)
            return false;
        Invariant.Holds(input.Proposal.Proposer == draft.State.Self, "an own proposal is signed by this node");
        if (!Add(draft, new ReceivedProposal(input.Proposal, IsTimely: true), new Effect.Persist(input, Sync: true)))
            return false;
        draft.Emit(new Effect.BroadcastProposal(input.Proposal));
        return true;
    }

    private static bool Add(Draft draft, ReceivedProposal received, Effect.Persist persist)
    {
        Proposal proposal = received.Proposal;
        RoundLog log = draft.Log(proposal.Round);
        if (log.Proposal is { } first)
            return Contradict(draft, log, first.Proposal, proposal, persist);
        if (proposal.Round > draft.State.Round && !HasRoom(draft.State, proposal))
            return false;
        draft.Emit(persist);
        draft.SetLog(proposal.Round, log with { Proposal = received });
        return true;
    }

    private static bool Contradict(Draft draft, RoundLog log, Proposal first, Proposal proposal, Effect.Persist persist)
    {
        if (log.ContradictingProposal is not null || Evidence.FromProposals(first, proposal) is not { } evidence)
            return false;
        draft.Emit(persist);
        draft.SetLog(proposal.Round, log with { ContradictingProposal = proposal });
        draft.Emit(new Effect.ReportEvidence(evidence));
        return true;
    }

    private static bool HasRoom(State state, Proposal proposal)
    {
        int kept = 0;
        foreach (uint round in state.Rounds.Keys)
        {
            if (round <= state.Round)
                break;
            if (state.Rounds[round].Proposal?.Proposal.Proposer == proposal.Proposer)
                kept++;
        }
        return kept < FutureRoundsMax;
    }
}
