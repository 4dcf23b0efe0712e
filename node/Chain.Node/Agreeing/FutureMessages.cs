using Chain.Consensus;
using Chain.Types;

namespace Chain.Node.Agreeing;

/// <summary>Verified messages of the height that is not started yet: they are a reason to start it, and are applied then. Bounded by validators.</summary>
internal sealed class FutureMessages
{
    /// <summary>Rounds of the next height that are kept; who is further ahead sends again.</summary>
    private const uint RoundsMax = 2;

    private readonly SortedDictionary<(VoteKind Kind, uint Round, int Validator), VerifiedVote> _votes = [];
    private readonly SortedDictionary<uint, FutureProposal> _proposals = [];
    private VerifiedCommit? _commit;

    public ulong Height { get; private set; }

    public bool IsEmpty => _votes.Count == 0 && _proposals.Count == 0 && _commit is null;

    /// <summary>Something came that only the others' start explains: a proposal or a commit.</summary>
    public bool IsUrgent => _proposals.Count > 0 || _commit is not null;

    /// <summary>Begins to collect for another height.</summary>
    public void Reset(ulong height)
    {
        Height = height;
        _votes.Clear();
        _proposals.Clear();
        _commit = null;
    }

    public bool Has(Vote vote, int validator) =>
        vote.Round >= RoundsMax || (_votes.TryGetValue((vote.Kind, vote.Round, validator), out VerifiedVote? kept) && kept.Vote == vote);

    public void Add(VerifiedVote vote)
    {
        if (vote.Vote.Round < RoundsMax)
            _votes.TryAdd((vote.Vote.Kind, vote.Vote.Round, vote.ValidatorIndex), vote);
    }

    public bool HasProposal(uint round) => round >= RoundsMax || _proposals.ContainsKey(round);

    public void Add(FutureProposal proposal) => _proposals.TryAdd(proposal.Proposal.Proposal.Round, proposal);

    public void Add(VerifiedCommit commit) => _commit ??= commit;

    /// <summary>Everything, in a fixed order; then nothing is left.</summary>
    public (IReadOnlyList<FutureProposal> Proposals, IReadOnlyList<Input> Inputs) Take()
    {
        var inputs = new List<Input>(_votes.Values.Select(vote => new Input.VoteReceived(vote)));
        if (_commit is not null)
            inputs.Add(new Input.CommitReceived(_commit));
        FutureProposal[] proposals = [.. _proposals.Values];
        Reset(Height);
        return (proposals, inputs);
    }
}
