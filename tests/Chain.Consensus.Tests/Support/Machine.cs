using Chain.Types;

namespace Chain.Consensus.Tests.Support;

/// <summary>One node's machine with the smallest possible driver: it signs at once, and remembers every effect and what was logged.</summary>
internal sealed class Machine
{
    private readonly Committee _committee;
    private readonly int _self;

    public Machine(Committee committee, int self, bool isStarted = true)
    {
        _committee = committee;
        _self = self;
        State = State.Create(Committee.Parameters, self < 0 ? null : committee.Operator(self));
        if (isStarted)
            Apply(new Input.StartHeight(1, committee.Set));
    }

    public State State { get; set; }

    /// <summary>A signer that refuses gives no answer.</summary>
    public bool SignerRefuses { get; set; }

    public List<Effect> Effects { get; } = [];

    public List<Input> Logged { get; } = [];

    public IEnumerable<UnsignedVote> Votes => Effects.OfType<Effect.SignVote>().Select(effect => effect.Vote);

    public UnsignedVote LastVote => Votes.Last();

    public T[] All<T>() => [.. Effects.OfType<T>()];

    public IReadOnlyList<Effect> Apply(Input input)
    {
        Transition transition = RoundMachine.Apply(State, input);
        State = transition.State;
        Effects.AddRange(transition.Effects);
        foreach (Effect effect in transition.Effects)
        {
            if (effect is Effect.Persist persist)
                Logged.Add(persist.Input);
            if (SignerRefuses)
                continue;
            if (effect is Effect.SignVote vote)
                Apply(new Input.OwnVoteSigned(_committee.Sign(vote.Vote, _self)));
            if (effect is Effect.SignProposal proposal)
                Apply(new Input.OwnProposalSigned(_committee.Sign(proposal.Proposal)));
        }
        return transition.Effects;
    }

    public IReadOnlyList<Effect> Propose(uint round, Header header, int validRound = -1, ulong receivedAtMs = 10_000) =>
        Apply(new Input.ProposalReceived(_committee.Proposal(round, header, validRound), receivedAtMs));

    public IReadOnlyList<Effect> Judge(Header header, bool isValid = true) => Apply(new Input.BlockJudged(header, isValid));

    public void Prevote(uint round, BlockId block, params int[] voters)
    {
        foreach (int voter in voters)
            Apply(new Input.VoteReceived(_committee.Prevote(voter, round, block)));
    }

    public void Precommit(uint round, BlockId block, params int[] voters)
    {
        foreach (int voter in voters)
            Apply(new Input.VoteReceived(_committee.Precommit(voter, round, block)));
    }

    public void Timeout(TimeoutKind kind, uint round) => Apply(new Input.TimeoutElapsed(kind, 1, round));

    /// <summary>Takes the machine to a later round as the paper does: two thirds precommit nil.</summary>
    public void GoTo(uint round)
    {
        while (State.Round < round)
        {
            uint now = State.Round;
            Precommit(now, BlockId.Nil, _committee.Others(_self));
            Timeout(TimeoutKind.Precommit, now);
        }
    }
}
