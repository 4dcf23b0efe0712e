using Chain.Consensus.Tests.Support;
using Chain.Types;

namespace Chain.Consensus.Tests;

public sealed class PrevotingTests
{
    private readonly Committee _committee = new(1, 1, 1, 1);
    private readonly int _self;
    private readonly Machine _machine;

    public PrevotingTests()
    {
        // A member that proposes in none of the first three rounds.
        _self = Enumerable.Range(0, 4).Except([_committee.Proposer(0), _committee.Proposer(1), _committee.Proposer(2)]).Single();
        _machine = new Machine(_committee, _self);
    }

    private int[] Others => _committee.Others(_self);

    [Fact]
    public void A_valid_timely_proposal_is_prevoted()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        Assert.Empty(_machine.Votes);
        _machine.Judge(header);
        Assert.Equal(new UnsignedVote(VoteKind.Prevote, 1, 0, header.ComputeId(), -1), _machine.LastVote);
        Assert.Equal(Step.Prevote, _machine.State.Step);
    }

    [Fact]
    public void An_invalid_block_is_prevoted_nil()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header, isValid: false);
        Assert.True(_machine.LastVote.BlockId.IsNil);
    }

    [Theory]
    [InlineData(10_000, 9_500, 0, true)] // the proposer's clock is ahead by the precision
    [InlineData(10_000, 9_499, 0, false)]
    [InlineData(10_000, 12_500, 0, true)] // as late as delay and precision allow
    [InlineData(10_000, 12_501, 0, false)]
    [InlineData(10_000, 12_700, 1, true)] // the delay grows by a tenth a round
    [InlineData(10_000, 12_701, 1, false)]
    [InlineData(10_000, 14_500, 10, true)]
    [InlineData(10_000, 14_501, 10, false)]
    [InlineData(0, 0, 0, true)]
    [InlineData(ulong.MaxValue, 0, 0, false)]
    [InlineData(0, ulong.MaxValue, 1_000_000, false)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, 1_000_000, true)]
    public void Timely_is_what_arrives_within_precision_and_delay(ulong timeMs, ulong receivedAtMs, uint round, bool isTimely) =>
        Assert.Equal(isTimely, Timeliness.IsTimely(timeMs, receivedAtMs, round, Committee.Parameters));

    [Theory]
    [InlineData(9_499)]
    [InlineData(12_501)]
    public void An_untimely_fresh_proposal_is_prevoted_nil_though_the_block_is_valid(ulong receivedAtMs)
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header, receivedAtMs: receivedAtMs);
        Assert.True(_machine.LastVote.BlockId.IsNil);
    }

    [Fact]
    public void An_untimely_block_is_locked_all_the_same_when_two_thirds_prevote_it()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header, receivedAtMs: 99_999);
        _machine.Judge(header);
        _machine.Prevote(0, header.ComputeId(), Others);
        Assert.Equal((VoteKind.Precommit, header.ComputeId()), (_machine.LastVote.Kind, _machine.LastVote.BlockId));
    }

    [Fact]
    public void Time_is_not_asked_of_a_block_proposed_again()
    {
        Header header = _committee.Header(0);
        _machine.Prevote(0, header.ComputeId(), Others);
        _machine.GoTo(1);
        _machine.Propose(1, header, validRound: 0, receivedAtMs: 99_999);
        _machine.Judge(header);
        Assert.Equal(new UnsignedVote(VoteKind.Prevote, 1, 1, header.ComputeId(), 0), _machine.LastVote);
    }

    [Fact]
    public void The_propose_timeout_prevotes_nil_once()
    {
        _machine.Timeout(TimeoutKind.Propose, 0);
        _machine.Timeout(TimeoutKind.Propose, 0);
        Assert.Equal(new UnsignedVote(VoteKind.Prevote, 1, 0, BlockId.Nil, -1), Assert.Single(_machine.Votes));
    }

    [Fact]
    public void A_block_that_is_judged_after_the_timeout_is_not_prevoted()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Timeout(TimeoutKind.Propose, 0);
        _machine.Judge(header);
        Assert.Single(_machine.Votes);
    }

    [Fact]
    public void A_locked_node_prevotes_nil_for_another_fresh_block()
    {
        Lock(_committee.Header(0), 0);
        _machine.GoTo(1);
        Header other = _committee.Header(1);
        _machine.Propose(1, other);
        _machine.Judge(other);
        Assert.True(_machine.LastVote is { Round: 1, Kind: VoteKind.Prevote, BlockId.IsNil: true });
    }

    [Fact]
    public void A_polka_not_older_than_the_lock_allows_another_block()
    {
        Header first = _committee.Header(0);
        Lock(first, 0);
        _machine.GoTo(1);
        Header second = _committee.Header(1);
        _machine.Prevote(1, second.ComputeId(), Others);
        _machine.GoTo(2);
        _machine.Propose(2, second, validRound: 1);
        _machine.Judge(second);
        Assert.Equal(new UnsignedVote(VoteKind.Prevote, 1, 2, second.ComputeId(), 1), _machine.LastVote);
    }

    [Fact]
    public void A_polka_older_than_the_lock_does_not_allow_another_block()
    {
        Header first = _committee.Header(0);
        _machine.Prevote(0, first.ComputeId(), Others);
        _machine.GoTo(1);
        Lock(_committee.Header(1), 1);
        _machine.GoTo(2);
        _machine.Propose(2, first, validRound: 0);
        _machine.Judge(first);
        Assert.True(_machine.LastVote is { Round: 2, Kind: VoteKind.Prevote, BlockId.IsNil: true });
    }

    [Fact]
    public void A_proposal_again_waits_for_its_polka_and_is_prevoted_when_the_prevotes_arrive_after_it()
    {
        Header header = _committee.Header(0);
        _machine.GoTo(1);
        _machine.Propose(1, header, validRound: 0);
        _machine.Judge(header);
        int before = _machine.Votes.Count();
        _machine.Prevote(0, header.ComputeId(), Others[..2]);
        Assert.Equal(before, _machine.Votes.Count());
        _machine.Prevote(0, header.ComputeId(), Others[2]);
        Assert.Equal(new UnsignedVote(VoteKind.Prevote, 1, 1, header.ComputeId(), 0), _machine.LastVote);
    }

    [Fact]
    public void A_proposal_that_claims_a_polka_that_is_not_there_is_prevoted_nil_at_the_timeout()
    {
        Header header = _committee.Header(0);
        _machine.GoTo(1);
        int before = _machine.Votes.Count();
        _machine.Propose(1, header, validRound: 0);
        _machine.Judge(header);
        Assert.Equal(before, _machine.Votes.Count());
        _machine.Timeout(TimeoutKind.Propose, 1);
        Assert.True(_machine.LastVote is { Round: 1, Kind: VoteKind.Prevote, BlockId.IsNil: true });
    }

    [Fact]
    public void The_locked_block_with_an_older_polka_is_prevoted_and_names_the_polka_of_the_lock()
    {
        // Polka for x in 0, seen by few; lock on y in 1, on x in 2; a proposer that is behind offers x with round 0. A prevote that named round 0
        // would, beside the precommit for y, look like amnesia.
        Header x = _committee.Header(0);
        Header y = _committee.Header(1);
        _machine.Prevote(0, x.ComputeId(), Others);
        _machine.GoTo(1);
        Lock(y, 1);
        UnsignedVote precommitY = _machine.LastVote;
        _machine.GoTo(2);
        _machine.Timeout(TimeoutKind.Propose, 2);
        _machine.Prevote(2, x.ComputeId(), Others);
        _machine.Judge(x);
        Assert.Equal((x.ComputeId(), 2), (_machine.State.LockedBlock, _machine.State.LockedRound));
        _machine.GoTo(4);
        Assert.NotEqual(_self, _committee.Proposer(4));
        _machine.Propose(4, x, validRound: 0);
        Assert.Equal(new UnsignedVote(VoteKind.Prevote, 1, 4, x.ComputeId(), 2), _machine.LastVote);
        Assert.Null(Evidence.FromVotes(_committee.Sign(precommitY, _self), _committee.Sign(_machine.LastVote, _self)));
    }

    [Fact]
    public void Of_two_proposals_only_the_first_is_prevoted()
    {
        Header first = _committee.Header(0, content: 1);
        Header second = _committee.Header(0, content: 2);
        _machine.Propose(0, first);
        _machine.Propose(0, second);
        _machine.Judge(second);
        Assert.Empty(_machine.Votes);
        _machine.Judge(first);
        Assert.Equal(first.ComputeId(), _machine.LastVote.BlockId);
    }

    private void Lock(Header header, uint round)
    {
        _machine.Propose(round, header);
        _machine.Judge(header);
        _machine.Prevote(round, header.ComputeId(), Others);
        Assert.Equal((header.ComputeId(), (int)round), (_machine.State.LockedBlock, _machine.State.LockedRound));
    }
}
