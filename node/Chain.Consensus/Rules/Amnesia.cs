using Chain.Types;

namespace Chain.Consensus;

/// <summary>
/// Finds a forgotten lock among the votes that this node collected: a precommit for a block, and a prevote for another block in a later
/// round that names no polka since. A correct validator never signs the two (see <see cref="Prevoting"/>). Reported once a validator and height.
/// </summary>
internal static class Amnesia
{
    public static void Look(Draft draft, Vote vote, int index)
    {
        if (vote.BlockId.IsNil || draft.State.Forgetful.Contains(index))
            return;
        foreach ((uint round, RoundLog log) in draft.State.Rounds)
        {
            bool isOnOtherSide = vote.Kind == VoteKind.Prevote ? round < vote.Round : round > vote.Round;
            if (!isOnOtherSide)
                continue;
            VoteSet others = vote.Kind == VoteKind.Prevote ? log.Precommits : log.Prevotes;
            if ((Proof(others.First(index), vote) ?? Proof(others.Second(index), vote)) is not { } evidence)
                continue;
            draft.State = draft.State with { Forgetful = draft.State.Forgetful.Add(index) };
            draft.Emit(new Effect.ReportEvidence(evidence));
            return;
        }
    }

    private static Evidence? Proof(Vote? other, Vote vote) => other is null ? null : Evidence.FromVotes(other, vote);
}
