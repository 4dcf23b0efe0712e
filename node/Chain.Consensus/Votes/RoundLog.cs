using Chain.Types;

namespace Chain.Consensus;

/// <summary>What arrived for one round, and which of its one-time rules have fired.</summary>
public sealed record RoundLog(VoteSet Prevotes, VoteSet Precommits)
{
    /// <summary>The first proposal that arrived: the only one that is ever prevoted.</summary>
    public ReceivedProposal? Proposal { get; init; }

    /// <summary>A proposal that contradicts the first one, kept as its proof.</summary>
    public Proposal? ContradictingProposal { get; init; }

    /// <summary>Line 34 fired.</summary>
    public bool IsPrevoteTimeoutScheduled { get; init; }

    /// <summary>Line 47 fired.</summary>
    public bool IsPrecommitTimeoutScheduled { get; init; }

    internal VoteSet Votes(VoteKind kind) => kind == VoteKind.Prevote ? Prevotes : Precommits;

    internal RoundLog With(VoteKind kind, VoteSet votes) => kind == VoteKind.Prevote ? this with { Prevotes = votes } : this with { Precommits = votes };

    internal bool HasVoteOf(int index) => Prevotes.First(index) is not null || Precommits.First(index) is not null;
}
