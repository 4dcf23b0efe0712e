using Chain.Consensus.Tests.Support;
using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.Consensus.Tests;

public sealed class RestartTests
{
    private readonly Committee _committee = new(1, 1, 1, 1);
    private readonly int _self;

    public RestartTests() => _self = _committee.Others(_committee.Proposer(0), _committee.Proposer(1))[0];

    private int[] Others => _committee.Others(_self);

    [Fact]
    public void Replay_of_the_log_restores_lock_step_votes_and_asks_for_nothing_that_is_there()
    {
        var machine = new Machine(_committee, _self);
        Header header = _committee.Header(0);
        machine.Propose(0, header);
        machine.Judge(header);
        machine.Prevote(0, header.ComputeId(), Others);
        Assert.Equal(0, machine.State.LockedRound);

        State restored = Replay(machine.Logged);
        AssertSame(machine.State, restored);
        Transition resumed = RoundMachine.Apply(restored, new Input.Resumed());
        Assert.Empty(resumed.Effects);
    }

    [Fact]
    public void A_vote_whose_signature_was_lost_is_asked_for_again_with_the_same_content()
    {
        var machine = new Machine(_committee, _self) { SignerRefuses = true };
        Header header = _committee.Header(0);
        machine.Propose(0, header);
        machine.Judge(header);
        UnsignedVote asked = Assert.Single(machine.Votes);

        Transition resumed = RoundMachine.Apply(Replay(machine.Logged), new Input.Resumed());
        Assert.Equal(asked, Assert.Single(resumed.Effects.OfType<Effect.SignVote>()).Vote);
    }

    [Fact]
    public void Timeouts_and_blocks_that_were_outstanding_are_asked_for_again()
    {
        var machine = new Machine(_committee, _self);
        machine.Propose(0, _committee.Header(0));
        Transition resumed = RoundMachine.Apply(Replay(machine.Logged), new Input.Resumed());
        Assert.Equal([typeof(Effect.RequestBlock), typeof(Effect.ScheduleTimeout)], resumed.Effects.Select(effect => effect.GetType()));

        machine.Timeout(TimeoutKind.Propose, 0);
        machine.Prevote(0, BlockId.Nil, Others[0]);
        machine.Prevote(0, _committee.Header(0).ComputeId(), Others[1]);
        resumed = RoundMachine.Apply(Replay(machine.Logged), new Input.Resumed());
        Assert.Equal([TimeoutKind.Prevote], resumed.Effects.OfType<Effect.ScheduleTimeout>().Select(timeout => timeout.Kind));
    }

    [Fact]
    public void A_proposer_that_had_not_proposed_builds_again_and_one_that_had_does_not()
    {
        var machine = new Machine(_committee, _committee.Proposer(0));
        Transition resumed = RoundMachine.Apply(Replay(machine.Logged, _committee.Proposer(0)), new Input.Resumed());
        Assert.Single(resumed.Effects.OfType<Effect.BuildBlock>());

        machine.Apply(new Input.BlockBuilt(0, _committee.Header(0)));
        resumed = RoundMachine.Apply(Replay(machine.Logged, _committee.Proposer(0)), new Input.Resumed());
        Assert.DoesNotContain(resumed.Effects, effect => effect is Effect.BuildBlock or Effect.SignProposal);
    }

    [Fact]
    public void A_proposal_whose_signature_was_lost_is_asked_for_again()
    {
        var machine = new Machine(_committee, _committee.Proposer(0)) { SignerRefuses = true };
        machine.Apply(new Input.BlockBuilt(0, _committee.Header(0)));
        Transition resumed = RoundMachine.Apply(Replay(machine.Logged, _committee.Proposer(0)), new Input.Resumed());
        Assert.Single(resumed.Effects.OfType<Effect.SignProposal>());
        Assert.Empty(resumed.Effects.OfType<Effect.BuildBlock>());
    }

    [Fact]
    public void A_decision_that_was_not_carried_out_is_given_again()
    {
        var machine = new Machine(_committee, _self);
        Header header = _committee.Header(0);
        machine.Propose(0, header);
        machine.Judge(header);
        machine.Precommit(0, header.ComputeId(), Others);
        Transition resumed = RoundMachine.Apply(Replay(machine.Logged), new Input.Resumed());
        Assert.Equal(header.ComputeId(), Assert.IsType<Effect.Decide>(Assert.Single(resumed.Effects)).BlockId);
    }

    [Fact]
    public void A_signer_that_refuses_everything_leaves_a_node_that_follows()
    {
        var machine = new Machine(_committee, _self) { SignerRefuses = true };
        Header header = _committee.Header(0);
        machine.Propose(0, header);
        machine.Judge(header);
        machine.Prevote(0, header.ComputeId(), Others);
        machine.Precommit(0, header.ComputeId(), Others);
        Assert.Single(machine.All<Effect.Decide>());
        Assert.Empty(machine.All<Effect.BroadcastVote>());
    }

    [Fact]
    public void Every_recorded_input_survives_its_byte_form()
    {
        var machine = new Machine(_committee, _committee.Proposer(0));
        Header header = _committee.Header(0);
        machine.Apply(new Input.BlockBuilt(0, header));
        machine.Propose(0, _committee.Header(0, content: 8));
        machine.Prevote(0, BlockId.Nil, _committee.Others(_committee.Proposer(0)));
        machine.Timeout(TimeoutKind.Prevote, 0);
        machine.GoTo(1);
        Header next = _committee.Header(1);
        machine.Propose(1, next);
        machine.Judge(next, isValid: false);
        machine.Apply(new Input.PolkaReceived(_committee.Polka(2, header.ComputeId(), 0, 1, 2, 3)));
        machine.Apply(new Input.CommitReceived(_committee.Commit(2, header.ComputeId(), 0, 1, 2, 3)));
        Assert.Equal(10, machine.Logged.Select(input => input.GetType()).Distinct().Count());
        foreach (Input input in machine.Logged)
        {
            byte[] bytes = InputCodec.Encode(input);
            Assert.Equal(1ul, InputCodec.HeightOf(bytes));
            Assert.Equal(DecodeError.None, InputCodec.TryDecode(bytes, _committee.Set, Committee.Genesis, out Input? read));
            Assert.Equal(bytes, InputCodec.Encode(read!));
            Assert.IsType(input.GetType(), read);
            for (int length = 0; length < bytes.Length; length++)
            {
                Assert.NotEqual(DecodeError.None, InputCodec.TryDecode(bytes.AsSpan(0, length), _committee.Set, Committee.Genesis, out read));
                Assert.Null(read);
            }
        }
    }

    [Fact]
    public void A_recorded_vote_of_another_chain_is_refused()
    {
        byte[] bytes = InputCodec.Encode(new Input.VoteReceived(_committee.Prevote(0, 0, BlockId.Nil)));
        Assert.Equal(DecodeError.Range, InputCodec.TryDecode(bytes, _committee.Set, default, out _));
        Assert.Equal(DecodeError.Range, InputCodec.TryDecode(bytes, new Committee(1, 1, 1, 1, 9).Set.Next([.. new Committee(3).Set.Members.Take(0), .. _committee.Set.Members.Skip(1)]), Committee.Genesis, out _));
    }

    private State Replay(IEnumerable<Input> log, int? self = null)
    {
        State state = State.Create(Committee.Parameters, _committee.Operator(self ?? _self));
        foreach (Input input in log)
        {
            Assert.Equal(DecodeError.None, InputCodec.TryDecode(InputCodec.Encode(input), _committee.Set, Committee.Genesis, out Input? read));
            state = RoundMachine.Apply(state, read!).State;
        }
        return state;
    }

    private static void AssertSame(State left, State right)
    {
        Assert.Equal((left.Height, left.Round, left.Step), (right.Height, right.Round, right.Step));
        Assert.Equal((left.LockedBlock, left.LockedRound, left.ValidBlock, left.ValidRound), (right.LockedBlock, right.LockedRound, right.ValidBlock, right.ValidRound));
        Assert.Equal((left.AskedPrevote, left.AskedPrecommit, left.AskedProposal), (right.AskedPrevote, right.AskedPrecommit, right.AskedProposal));
        Assert.Equal(left.Rounds.Keys, right.Rounds.Keys);
        foreach ((uint round, RoundLog log) in left.Rounds)
        {
            Assert.Equal(log.Prevotes.Bitmap(), right.Log(round)!.Prevotes.Bitmap());
            Assert.Equal(log.Precommits.Bitmap(), right.Log(round)!.Precommits.Bitmap());
        }
    }
}
