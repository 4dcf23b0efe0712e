using Chain.Consensus.Tests.Support;
using Chain.Types;

namespace Chain.Consensus.Tests;

public sealed class PrecommittingTests
{
    private readonly Committee _committee = new(1, 1, 1, 1);
    private readonly int _self;
    private readonly Machine _machine;

    public PrecommittingTests()
    {
        _self = Enumerable.Range(0, 4).Except([_committee.Proposer(0), _committee.Proposer(1), _committee.Proposer(2)]).Single();
        _machine = new Machine(_committee, _self);
    }

    private int[] Others => _committee.Others(_self);

    [Fact]
    public void A_polka_locks_and_precommits()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        _machine.Prevote(0, header.ComputeId(), Others[..2]);
        Assert.Equal(new UnsignedVote(VoteKind.Precommit, 1, 0, header.ComputeId(), -1), _machine.LastVote);
        Assert.Equal((header.ComputeId(), 0, header.ComputeId(), 0), (_machine.State.LockedBlock, _machine.State.LockedRound, _machine.State.ValidBlock, _machine.State.ValidRound));
    }

    [Fact]
    public void No_precommit_before_the_block_is_judged()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Timeout(TimeoutKind.Propose, 0);
        _machine.Prevote(0, header.ComputeId(), Others);
        Assert.DoesNotContain(_machine.Votes, vote => vote.Kind == VoteKind.Precommit);
        _machine.Judge(header);
        Assert.Equal((VoteKind.Precommit, header.ComputeId()), (_machine.LastVote.Kind, _machine.LastVote.BlockId));
    }

    [Fact]
    public void A_polka_counts_by_block_whatever_valid_rounds_its_prevotes_carry()
    {
        Header header = _committee.Header(0);
        _machine.Prevote(0, header.ComputeId(), Others);
        _machine.Prevote(1, header.ComputeId(), Others);
        _machine.GoTo(2);
        _machine.Judge(header);
        _machine.Timeout(TimeoutKind.Propose, 2);
        _machine.Apply(new Input.VoteReceived(_committee.Prevote(Others[0], 2, header.ComputeId(), 0)));
        _machine.Apply(new Input.VoteReceived(_committee.Prevote(Others[1], 2, header.ComputeId(), 1)));
        _machine.Apply(new Input.VoteReceived(_committee.Prevote(Others[2], 2, header.ComputeId(), -1)));
        Assert.Equal((header.ComputeId(), 2), (_machine.State.LockedBlock, _machine.State.LockedRound));
    }

    [Fact]
    public void One_voter_with_two_valid_rounds_is_one_voice()
    {
        Header header = _committee.Header(0);
        _machine.GoTo(1);
        _machine.Timeout(TimeoutKind.Propose, 1);
        _machine.Apply(new Input.VoteReceived(_committee.Prevote(Others[0], 1, header.ComputeId(), 0)));
        _machine.Apply(new Input.VoteReceived(_committee.Prevote(Others[0], 1, header.ComputeId(), -1)));
        _machine.Apply(new Input.VoteReceived(_committee.Prevote(Others[1], 1, header.ComputeId(), 0)));
        Assert.Null(_machine.State.Polka(1));
        Assert.Single(_machine.All<Effect.ReportEvidence>());
    }

    [Fact]
    public void Exactly_two_thirds_are_no_polka()
    {
        var committee = new Committee(1, 1, 1);
        int self = committee.Others(committee.Proposer(0))[0];
        var machine = new Machine(committee, self);
        Header header = committee.Header(0);
        machine.Propose(0, header);
        machine.Judge(header);
        machine.Prevote(0, header.ComputeId(), committee.Proposer(0));
        Assert.Equal(-1, machine.State.LockedRound);
        machine.Prevote(0, header.ComputeId(), committee.Others(committee.Proposer(0), self));
        Assert.Equal(0, machine.State.LockedRound);
    }

    [Fact]
    public void Power_counts_and_not_heads()
    {
        var committee = new Committee(1, 1, 1, 100);
        int heavy = Enumerable.Range(0, 4).Single(index => committee.Set.Members[index].Power == 100);
        int self = committee.Others(heavy, committee.Proposer(0))[0];
        var machine = new Machine(committee, self);
        Header header = committee.Header(0);
        machine.Propose(0, header);
        machine.Judge(header);
        machine.Prevote(0, header.ComputeId(), committee.Others(heavy, self));
        Assert.Equal(-1, machine.State.LockedRound);
        machine.Prevote(0, header.ComputeId(), heavy);
        Assert.Equal(0, machine.State.LockedRound);
    }

    [Fact]
    public void A_nil_polka_precommits_nil_and_never_unlocks()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        _machine.Prevote(0, header.ComputeId(), Others);
        _machine.GoTo(1);
        _machine.Timeout(TimeoutKind.Propose, 1);
        _machine.Prevote(1, BlockId.Nil, Others);
        Assert.True(_machine.LastVote is { Kind: VoteKind.Precommit, Round: 1, BlockId.IsNil: true });
        Assert.Equal((header.ComputeId(), 0), (_machine.State.LockedBlock, _machine.State.LockedRound));
        _machine.GoTo(2);
        Header other = _committee.Header(2);
        _machine.Propose(2, other);
        _machine.Judge(other);
        Assert.True(_machine.LastVote is { Kind: VoteKind.Prevote, Round: 2, BlockId.IsNil: true });
    }

    [Fact]
    public void A_polka_seen_after_precommitting_nil_still_becomes_the_valid_block()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        _machine.Prevote(0, BlockId.Nil, Others[..2]);
        _machine.Timeout(TimeoutKind.Prevote, 0);
        Assert.Equal(Step.Precommit, _machine.State.Step);
        foreach (int voter in Others)
            _machine.Apply(new Input.VoteReceived(_committee.Prevote(voter, 0, header.ComputeId())));
        Assert.Equal((header.ComputeId(), 0, -1), (_machine.State.ValidBlock, _machine.State.ValidRound, _machine.State.LockedRound));
    }

    [Fact]
    public void A_polka_of_a_round_that_is_over_still_becomes_the_valid_block()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        _machine.GoTo(2);
        _machine.Prevote(0, header.ComputeId(), Others[..2]);
        Assert.Equal((header.ComputeId(), 0, -1), (_machine.State.ValidBlock, _machine.State.ValidRound, _machine.State.LockedRound));
    }

    [Fact]
    public void An_older_polka_does_not_replace_the_valid_block()
    {
        Header old = _committee.Header(0);
        Header newer = _committee.Header(1);
        _machine.Propose(0, old);
        _machine.Judge(old);
        _machine.GoTo(1);
        _machine.Propose(1, newer);
        _machine.Judge(newer);
        _machine.Prevote(1, newer.ComputeId(), Others);
        _machine.Prevote(0, old.ComputeId(), Others);
        Assert.Equal((newer.ComputeId(), 1), (_machine.State.ValidBlock, _machine.State.ValidRound));
    }

    [Fact]
    public void The_prevote_timeout_starts_once_at_the_first_two_thirds_of_anything()
    {
        _machine.Timeout(TimeoutKind.Propose, 0);
        _machine.Prevote(0, _committee.Header(0).ComputeId(), Others[0]);
        Assert.DoesNotContain(_machine.All<Effect.ScheduleTimeout>(), timeout => timeout.Kind == TimeoutKind.Prevote);
        _machine.Prevote(0, _committee.Header(0, content: 7).ComputeId(), Others[1]);
        _machine.Prevote(0, BlockId.Nil, Others[2]);
        Assert.Single(_machine.All<Effect.ScheduleTimeout>(), timeout => timeout.Kind == TimeoutKind.Prevote);
        _machine.Timeout(TimeoutKind.Prevote, 0);
        Assert.True(_machine.LastVote is { Kind: VoteKind.Precommit, BlockId.IsNil: true });
    }

    [Fact]
    public void A_polka_for_a_block_never_proposed_here_asks_for_it_and_locks_when_it_comes()
    {
        Header header = _committee.Header(0);
        _machine.Timeout(TimeoutKind.Propose, 0);
        _machine.Prevote(0, header.ComputeId(), Others);
        Assert.Equal(new Effect.RequestBlock(1, header.ComputeId(), BlockReason.Polka, 0), Assert.Single(_machine.All<Effect.RequestBlock>()));
        _machine.Judge(header);
        Assert.Equal(0, _machine.State.LockedRound);
    }

    [Fact]
    public void A_polka_that_comes_before_the_proposal_is_precommitted_after_the_own_prevote()
    {
        Header header = _committee.Header(0);
        _machine.Prevote(0, header.ComputeId(), Others);
        _machine.Judge(header);
        Assert.Equal((Step.Propose, -1, 0), (_machine.State.Step, _machine.State.LockedRound, _machine.State.ValidRound));
        Assert.Empty(_machine.Votes);
        _machine.Timeout(TimeoutKind.Propose, 0);
        Assert.Equal([(VoteKind.Prevote, BlockId.Nil), (VoteKind.Precommit, header.ComputeId())], _machine.Votes.Select(vote => (vote.Kind, vote.BlockId)));
        Assert.Equal(0, _machine.State.LockedRound);
    }

    [Fact]
    public void A_block_of_an_old_round_is_asked_for_again_when_a_polka_wants_it()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        Assert.True(_machine.State.Wants(header.ComputeId()));
        _machine.GoTo(1);
        Assert.False(_machine.State.Wants(header.ComputeId()));
        _machine.Prevote(0, header.ComputeId(), Others);
        Assert.True(_machine.State.Wants(header.ComputeId()));
        Assert.Equal([BlockReason.Proposed, BlockReason.Polka], _machine.All<Effect.RequestBlock>().Select(request => request.Reason));
    }

    [Fact]
    public void A_polka_certificate_counts_though_a_vote_of_it_had_been_dropped_as_a_third()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        int liar = Others[0];
        _machine.Prevote(0, BlockId.Nil, liar);
        _machine.Prevote(0, _committee.Header(0, content: 9).ComputeId(), liar);
        _machine.Prevote(0, header.ComputeId(), liar, Others[1]);
        Assert.Equal(-1, _machine.State.LockedRound);
        _machine.Apply(new Input.PolkaReceived(_committee.Polka(0, header.ComputeId(), liar, Others[1], _self)));
        Assert.Equal(0, _machine.State.LockedRound);
        PolkaCertificate certificate = _machine.State.Polka(0)!;
        Assert.NotNull(certificate.Verify(_committee.Set, Committee.Genesis));
    }

    [Fact]
    public void A_polka_certificate_of_a_later_round_takes_the_node_there()
    {
        _machine.Apply(new Input.PolkaReceived(_committee.Polka(5, BlockId.Nil, Others)));
        Assert.Equal(5u, _machine.State.Round);
    }

    [Fact]
    public void A_later_polka_for_the_locked_block_raises_the_lock()
    {
        Header locked = _committee.Header(0);
        Header other = _committee.Header(1);
        _machine.Propose(0, locked);
        _machine.Judge(locked);
        _machine.Prevote(0, locked.ComputeId(), Others);
        _machine.GoTo(2);
        _machine.Prevote(1, other.ComputeId(), Others);
        _machine.Judge(other);
        _machine.Propose(2, locked, validRound: 0);
        _machine.Prevote(2, locked.ComputeId(), Others);
        Assert.Equal((locked.ComputeId(), 2), (_machine.State.LockedBlock, _machine.State.LockedRound));
        _machine.GoTo(4);
        _machine.Propose(4, other, validRound: 1);
        Assert.True(_machine.LastVote is { Kind: VoteKind.Prevote, Round: 4, BlockId.IsNil: true });
    }

    [Fact]
    public void A_later_polka_for_another_block_moves_the_lock()
    {
        Header first = _committee.Header(0);
        Header second = _committee.Header(1);
        _machine.Propose(0, first);
        _machine.Judge(first);
        _machine.Prevote(0, first.ComputeId(), Others);
        _machine.GoTo(1);
        _machine.Propose(1, second);
        _machine.Judge(second);
        Assert.True(_machine.LastVote is { Kind: VoteKind.Prevote, Round: 1, BlockId.IsNil: true });
        _machine.Prevote(1, second.ComputeId(), Others);
        Assert.Equal((VoteKind.Precommit, 1u, second.ComputeId()), (_machine.LastVote.Kind, _machine.LastVote.Round, _machine.LastVote.BlockId));
        Assert.Equal((second.ComputeId(), 1), (_machine.State.LockedBlock, _machine.State.LockedRound));
    }

    [Fact]
    public void A_polka_that_is_complete_when_the_round_begins_counts()
    {
        Header header = _committee.Header(1);
        _machine.Apply(new Input.ProposalReceived(_committee.Proposal(1, header), 10_000));
        _machine.Prevote(1, header.ComputeId(), Others);
        _machine.Judge(header);
        Assert.Equal((1u, header.ComputeId(), 1), (_machine.State.Round, _machine.State.LockedBlock, _machine.State.LockedRound));
        Assert.Equal([VoteKind.Prevote, VoteKind.Precommit], _machine.Votes.Where(vote => vote.Round == 1).Select(vote => vote.Kind));
    }
}
