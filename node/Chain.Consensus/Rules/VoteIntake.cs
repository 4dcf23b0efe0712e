using Chain.Primitives;
using Chain.Types;

namespace Chain.Consensus;

/// <summary>Takes votes in: single ones, certificates, and this node's own.</summary>
internal static class VoteIntake
{
    public static bool Take(Draft draft, Input.VoteReceived input)
    {
        State state = draft.State;
        Vote vote = input.Vote.Vote;
        if (state.Last is { } last && vote.Height == last.Height)
            return TakeLast(draft, last, input.Vote);
        if (state.Validators is null || vote.Height != state.Height)
            return false;
        CheckSet(draft, input.Vote.ValidatorSetHash);
        if (!MakeRoom(draft, vote, input.Vote.ValidatorIndex))
            return false;
        // After the decision votes complete the commit or are evidence: nothing of them has to survive, and no round is ahead.
        if (state.Decision is { } decision && vote.Round > state.Round && vote.Round != decision.Round)
            return false;
        return Add(draft, vote, input.Vote.ValidatorIndex, state.IsOpen ? new Effect.Persist(input, Sync: false) : null);
    }

    public static bool Take(Draft draft, Input.PolkaReceived input)
    {
        VerifiedPolka polka = input.Polka;
        if (polka.Height != draft.State.Height)
            return false;
        CheckSet(draft, polka.ValidatorSetHash);
        if (draft.HasPolka(polka.Round, polka.BlockId))
            return false;
        draft.Emit(new Effect.Persist(input, Sync: false));
        var votes = new Vote?[draft.Validators.Members.Count];
        foreach (VerifiedVote prevote in polka.Prevotes)
            votes[prevote.ValidatorIndex] = prevote.Vote;
        AddCertificate(draft, VoteKind.Prevote, polka.Round, polka.BlockId, votes);
        return true;
    }

    public static bool Take(Draft draft, Input.CommitReceived input)
    {
        Commit commit = input.Commit.Commit;
        if (commit.Height != draft.State.Height)
            return false;
        CheckSet(draft, input.Commit.ValidatorSetHash);
        if (draft.State.Log(commit.Round)?.Precommits.IsQuorumFor(commit.BlockId, draft.State.Rules, draft.Validators) == true)
            return false;
        draft.Emit(new Effect.Persist(input, Sync: false));
        var votes = new Vote?[draft.Validators.Members.Count];
        for (int i = 0; i < votes.Length; i++)
        {
            if (commit.Signatures[i] is { } signature)
                votes[i] = new Vote(VoteKind.Precommit, commit.Height, commit.Round, commit.BlockId, -1, draft.Validators.Members[i].Operator, signature);
        }
        AddCertificate(draft, VoteKind.Precommit, commit.Round, commit.BlockId, votes);
        return true;
    }

    public static bool TakeOwn(Draft draft, Input.OwnVoteSigned input)
    {
        State state = draft.State;
        if (input.Vote.Height != state.Height || state.SelfIndex < 0)
            return false;
        Invariant.Holds(input.Vote.Validator == state.Self && input.Vote.Round <= state.Round, "an own vote is one that was asked for");
        if (!Add(draft, input.Vote, state.SelfIndex, new Effect.Persist(input, Sync: true)))
            return false;
        draft.Emit(new Effect.BroadcastVote(input.Vote));
        return true;
    }

    // Precommits of the height before serve the next block's last commit, and as evidence; they decide nothing.
    private static bool TakeLast(Draft draft, LastPrecommits last, VerifiedVote verified)
    {
        Vote vote = verified.Vote;
        if (vote.Kind != VoteKind.Precommit || vote.Round != last.Decision.Round || verified.ValidatorSetHash != last.Validators.Hash)
            return false;
        VoteSet votes = last.Precommits.Add(vote, verified.ValidatorIndex, verified.Power, draft.State.Rules, out VoteAddition addition);
        if (addition is VoteAddition.Known or VoteAddition.Dropped)
            return false;
        if (addition == VoteAddition.Contradiction)
            Report(draft, Evidence.FromVotes(votes.First(verified.ValidatorIndex)!, vote));
        draft.State = draft.State with { Last = last with { Precommits = votes } };
        return true;
    }

    private static bool Add(Draft draft, Vote vote, int index, Effect.Persist? persist)
    {
        RoundLog log = draft.Log(vote.Round);
        ulong power = draft.Validators.Members[index].Power;
        VoteSet votes = log.Votes(vote.Kind).Add(vote, index, power, draft.State.Rules, out VoteAddition addition);
        if (addition is VoteAddition.Known or VoteAddition.Dropped)
            return false;
        if (persist is not null)
            draft.Emit(persist);
        draft.SetLog(vote.Round, log.With(vote.Kind, votes));
        if (addition == VoteAddition.Contradiction)
            Report(draft, Evidence.FromVotes(votes.First(index)!, vote));
        Amnesia.Look(draft, vote, index);
        return true;
    }

    // A certificate is taken whole, in whatever round: more than two thirds vouch for it.
    private static void AddCertificate(Draft draft, VoteKind kind, uint round, BlockId blockId, Vote?[] votes)
    {
        for (int i = 0; i < votes.Length; i++)
        {
            if (votes[i] is { } vote)
                Add(draft, vote, i, persist: null);
        }
        RoundLog log = draft.Log(round);
        draft.SetLog(round, log.With(kind, log.Votes(kind).AddCertificate(blockId, votes, draft.State.Rules, draft.Validators)));
    }

    private static bool MakeRoom(Draft draft, Vote vote, int index) => vote.Round <= draft.State.Round || FutureRounds.MakeRoom(draft, vote.Round, index);

    private static void CheckSet(Draft draft, Hash256 setHash) =>
        Invariant.Holds(setHash == draft.Validators.Hash, "a vote was verified against the set of its height");

    private static void Report(Draft draft, Evidence? evidence)
    {
        if (evidence is not null)
            draft.Emit(new Effect.ReportEvidence(evidence));
    }
}
