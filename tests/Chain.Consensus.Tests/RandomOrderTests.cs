using Chain.Consensus.Tests.Support;
using Chain.Types;

namespace Chain.Consensus.Tests;

/// <summary>Random inputs, honest and contradicting, in random order: what must hold for every one of them.</summary>
public sealed class RandomOrderTests
{
    private const int Seeds = 150;

    private readonly Committee _committee = new(3, 1, 2, 2);

    [Fact]
    public void The_same_inputs_give_the_same_transitions()
    {
        ForEachSeed((machine, again, input) =>
        {
            Transition first = RoundMachine.Apply(machine.State, input);
            Transition second = RoundMachine.Apply(machine.State, input);
            Assert.Equal(Show(first), Show(second));
            again.Apply(input);
            machine.Apply(input);
            Assert.Equal(Summary(machine.State), Summary(again.State));
        });
    }

    [Fact]
    public void An_input_that_is_repeated_changes_nothing()
    {
        ForEachSeed((machine, _, input) =>
        {
            machine.Apply(input);
            State before = machine.State;
            Assert.Empty(machine.Apply(input));
            Assert.Same(before, machine.State);
        });
    }

    [Fact]
    public void Nothing_is_asked_to_be_signed_twice_in_a_step()
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Machine machine = Run(seed, static (machine, _, input) => machine.Apply(input));
            Assert.Distinct(machine.Votes.Select(vote => (vote.Round, vote.Kind)));
            Assert.Distinct(machine.All<Effect.SignProposal>().Select(effect => effect.Proposal.Round));
            // Rounds and steps only rise: what is signed later is for later.
            Assert.Equal(machine.Votes.OrderBy(vote => (vote.Round, vote.Kind)), machine.Votes);
        }
    }

    [Fact]
    public void What_is_accepted_is_persisted_before_anything_else()
    {
        ForEachSeed((machine, _, input) =>
        {
            Transition transition = RoundMachine.Apply(machine.State, input);
            if (transition.Effects.Count > 0)
            {
                bool isLateVote = machine.State.Step == Step.Decided;
                Assert.True(isLateVote || transition.Effects[0] is Effect.Persist persist && ReferenceEquals(persist.Input, input));
                Assert.True(transition.Effects.OfType<Effect.Persist>().Count() <= 1);
                bool sends = transition.Effects.Any(effect => effect is Effect.BroadcastVote or Effect.BroadcastProposal);
                Assert.True(!sends || transition.Effects[0] is Effect.Persist { Sync: true });
            }
            else
            {
                Assert.Equal(Summary(machine.State), Summary(transition.State));
            }
            machine.Apply(input);
        });
    }

    [Fact]
    public void The_log_alone_restores_the_state_at_every_point()
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Machine machine = Run(seed, static (machine, _, input) => machine.Apply(input));
            State state = State.Create(Committee.Parameters, machine.State.Self);
            foreach (Input input in machine.Logged)
                state = RoundMachine.Apply(state, input).State;
            Assert.Equal(Summary(machine.State), Summary(state));
        }
    }

    [Fact]
    public void Own_votes_never_accuse_their_voter()
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Machine machine = Run(seed, static (machine, _, input) => machine.Apply(input));
            Vote[] votes = [.. machine.All<Effect.BroadcastVote>().Select(effect => effect.Vote)];
            Assert.All(from one in votes from other in votes select Evidence.FromVotes(one, other), Assert.Null);
        }
    }

    private void ForEachSeed(Action<Machine, Machine, Input> step)
    {
        for (ulong seed = 0; seed < Seeds; seed++)
            Run(seed, step);
    }

    private Machine Run(ulong seed, Action<Machine, Machine, Input> step)
    {
        var chance = new Chance(seed);
        int self = chance.Below(4);
        var machine = new Machine(_committee, self);
        var twin = new Machine(_committee, self);
        for (int i = 0; i < 120; i++)
            step(machine, twin, Draw(chance, machine.State, self));
        return machine;
    }

    // Blocks a and b of the first rounds; votes near the node's round; own votes are left to the machine.
    private Input Draw(Chance chance, State state, int self)
    {
        uint round = (uint)Math.Max(0, (int)state.Round + chance.Below(4) - 1);
        Header[] headers = [_committee.Header(0, 1), _committee.Header(0, 2), _committee.Header(1, 3), _committee.Header(round, 4)];
        Header header = headers[chance.Below(4)];
        BlockId block = chance.Below(4) == 0 ? BlockId.Nil : header.ComputeId();
        int voter = _committee.Others(self)[chance.Below(3)];
        switch (chance.Below(12))
        {
            case 0 or 1 when header.Round < round:
                int validRound = (int)header.Round + chance.Below((int)(round - header.Round));
                return new Input.ProposalReceived(_committee.Proposal(round, header, validRound), 10_000);
            case 0 or 1:
                Header fresh = _committee.Header(round, (byte)chance.Below(3));
                return _committee.Proposer(round) == self
                    ? new Input.BlockBuilt(round, fresh)
                    : new Input.ProposalReceived(_committee.Proposal(round, fresh), (ulong)(9_000 + chance.Below(4000)));
            case 2 or 3:
                return new Input.BlockJudged(state.Blocks.Count > 0 ? HeaderOf(state, headers, chance) : header, chance.Below(8) > 0);
            case 4:
                return new Input.TimeoutElapsed((TimeoutKind)(1 + chance.Below(3)), 1, state.Round);
            case 5 or 6 or 7:
                return new Input.VoteReceived(_committee.Precommit(voter, round, block));
            default:
                int reason = block.IsNil || round == 0 ? -1 : chance.Below((int)round + 1) - 1;
                return new Input.VoteReceived(_committee.Prevote(voter, round, block, reason));
        }
    }

    private static Header HeaderOf(State state, Header[] headers, Chance chance)
    {
        Header? proposed = state.Log(state.Round)?.Proposal?.Proposal.Header;
        return chance.Below(2) == 0 && proposed is not null ? proposed : headers[chance.Below(headers.Length)];
    }

    private static string Show(Transition transition) => string.Join('\n', transition.Effects) + Summary(transition.State);

    private static string Summary(State state)
    {
        IEnumerable<string> rounds = state.Rounds.Select(pair => $"{pair.Key}:{Convert.ToHexString(pair.Value.Prevotes.Bitmap())}{Convert.ToHexString(pair.Value.Precommits.Bitmap())}{pair.Value.Proposal?.Proposal.BlockId}");
        // Votes after the decision are not recorded.
        if (state.Step == Step.Decided)
            rounds = [];
        return $"{state.Height}/{state.Round}/{state.Step} {state.LockedBlock}@{state.LockedRound} {state.ValidBlock}@{state.ValidRound} {state.Decision} {string.Join(' ', rounds)}";
    }
}
