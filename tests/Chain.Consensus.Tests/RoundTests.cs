using Chain.Consensus.Tests.Support;
using Chain.Types;

namespace Chain.Consensus.Tests;

public sealed class RoundTests
{
    private readonly Committee _committee = new(1, 1, 1, 1, 1, 1, 1);
    private readonly Machine _machine;

    public RoundTests() => _machine = new Machine(_committee, 0);

    [Fact]
    public void More_than_a_third_in_a_later_round_take_the_node_there()
    {
        _machine.Prevote(4, BlockId.Nil, 1, 2);
        Assert.Equal(0u, _machine.State.Round);
        _machine.Precommit(4, BlockId.Nil, 3);
        Assert.Equal(4u, _machine.State.Round);
    }

    [Fact]
    public void Two_votes_of_one_validator_are_one_voice()
    {
        _machine.Prevote(4, BlockId.Nil, 1, 2);
        _machine.Precommit(4, BlockId.Nil, 1, 2);
        Assert.Equal(0u, _machine.State.Round);
    }

    [Fact]
    public void Votes_of_different_later_rounds_take_the_node_to_the_highest_that_a_correct_one_reached()
    {
        _machine.Prevote(4, BlockId.Nil, 1);
        _machine.Prevote(7, BlockId.Nil, 2);
        _machine.Prevote(900_000, BlockId.Nil, 3);
        Assert.Equal(4u, _machine.State.Round);
    }

    [Fact]
    public void A_node_never_goes_back()
    {
        _machine.Prevote(4, BlockId.Nil, 1, 2, 3);
        _machine.Prevote(2, BlockId.Nil, 1, 2, 3, 4, 5, 6);
        _machine.Precommit(2, BlockId.Nil, 1, 2, 3, 4, 5, 6);
        _machine.Timeout(TimeoutKind.Precommit, 2);
        Assert.Equal(4u, _machine.State.Round);
    }

    [Fact]
    public void A_flood_of_votes_for_rounds_ahead_keeps_the_two_highest()
    {
        for (uint round = 1; round < 500; round++)
        {
            _machine.Prevote(round * 7 % 499 + 1, BlockId.Nil, 1);
            Assert.True(_machine.State.Rounds.Count <= 3);
        }
        Assert.NotNull(_machine.State.Log(499));
        Assert.Empty(_machine.Apply(new Input.VoteReceived(_committee.Prevote(1, 5, BlockId.Nil))));
    }

    [Fact]
    public void Forgetting_one_validators_round_keeps_the_votes_of_others()
    {
        _machine.Prevote(10, BlockId.Nil, 1, 2);
        _machine.Prevote(20, BlockId.Nil, 1);
        _machine.Prevote(30, BlockId.Nil, 1);
        Assert.Equal(1ul, _machine.State.Log(10)!.Prevotes.VotedPower);
        Assert.NotNull(_machine.State.Log(10)!.Prevotes.First(2));
    }

    [Fact]
    public void Proposals_of_rounds_ahead_are_bounded_by_proposer()
    {
        for (uint round = 1; round < 100; round++)
            _machine.Apply(new Input.ProposalReceived(_committee.Proposal(round, _committee.Header(round)), 10_000));
        Assert.Equal(2 * 7, _machine.State.Rounds.Count);
    }

    [Fact]
    public void Delays_grow_by_round_and_do_not_overflow()
    {
        Assert.Equal(1000ul, Timeouts.DelayMs(TimeoutKind.Propose, 0, Committee.Parameters));
        Assert.Equal(2500ul, Timeouts.DelayMs(TimeoutKind.Propose, 3, Committee.Parameters));
        Assert.Equal(750ul, Timeouts.DelayMs(TimeoutKind.Precommit, 1, Committee.Parameters));
        ChainParameters large = Committee.Parameters with { VoteTimeoutDeltaMs = ulong.MaxValue };
        Assert.Equal((ulong)long.MaxValue, Timeouts.DelayMs(TimeoutKind.Prevote, ProtocolLimits.RoundMax, large));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    public void Timeouts_of_other_heights_and_rounds_do_nothing(ulong height, uint round)
    {
        State before = _machine.State;
        foreach (TimeoutKind kind in Enum.GetValues<TimeoutKind>())
            Assert.Empty(_machine.Apply(new Input.TimeoutElapsed(kind, height, round)));
        Assert.Same(before, _machine.State);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1_001)]
    public void Votes_of_other_heights_are_ignored(ulong height)
    {
        State before = _machine.State;
        Assert.Empty(_machine.Apply(new Input.VoteReceived(_committee.Prevote(1, 0, BlockId.Nil, height: height))));
        Assert.Empty(_machine.Apply(new Input.VoteReceived(_committee.Precommit(1, 0, BlockId.Nil, height: height))));
        Assert.Same(before, _machine.State);
    }

    [Fact]
    public void Of_the_height_before_only_precommits_of_the_deciding_round_count()
    {
        Header header = _committee.Header(0);
        _machine.Apply(new Input.CommitReceived(_committee.Commit(0, header.ComputeId(), 1, 2, 3, 4, 5)));
        _machine.Judge(header);
        _machine.Apply(new Input.StartHeight(2, _committee.Set));
        State before = _machine.State;
        _machine.Apply(new Input.VoteReceived(_committee.Prevote(6, 0, header.ComputeId())));
        _machine.Apply(new Input.VoteReceived(_committee.Precommit(6, 1, header.ComputeId())));
        Assert.Same(before, _machine.State);
        _machine.Apply(new Input.VoteReceived(_committee.Precommit(6, 0, header.ComputeId())));
        Assert.NotSame(before, _machine.State);
    }
}
