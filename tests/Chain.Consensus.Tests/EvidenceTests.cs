using Chain.Consensus.Tests.Support;
using Chain.Types;

namespace Chain.Consensus.Tests;

public sealed class EvidenceTests
{
    private readonly Committee _committee = new(1, 1, 1, 1, 1, 1, 1);
    private readonly Machine _machine;
    private readonly BlockId _one;
    private readonly BlockId _other;

    public EvidenceTests()
    {
        _machine = new Machine(_committee, -1);
        _one = _committee.Header(0, content: 1).ComputeId();
        _other = _committee.Header(0, content: 2).ComputeId();
    }

    private Evidence[] Reported => [.. _machine.All<Effect.ReportEvidence>().Select(report => report.Evidence)];

    [Fact]
    public void Two_prevotes_of_one_round_are_reported_once_and_a_third_is_dropped()
    {
        _machine.Prevote(0, _one, 1);
        _machine.Prevote(0, _other, 1);
        State before = _machine.State;
        _machine.Prevote(0, BlockId.Nil, 1);
        _machine.Prevote(0, _one, 1);
        _machine.Prevote(0, _other, 1);
        Assert.Same(before, _machine.State);
        Evidence evidence = Assert.Single(Reported);
        Assert.Equal(_committee.Operator(1), evidence.Accused);
        Assert.True(evidence.IsSignedBy(_committee.Set.Members[1].ConsensusKey, Committee.Genesis));
    }

    [Fact]
    public void Nil_and_then_a_block_in_one_step_are_evidence()
    {
        _machine.Precommit(0, BlockId.Nil, 2);
        _machine.Precommit(0, _one, 2);
        Assert.Equal(_committee.Operator(2), Assert.Single(Reported).Accused);
    }

    [Fact]
    public void Two_prevotes_that_differ_only_in_the_valid_round_are_evidence()
    {
        _machine.Apply(new Input.VoteReceived(_committee.Prevote(1, 2, _one, 0)));
        _machine.Apply(new Input.VoteReceived(_committee.Prevote(1, 2, _one, 1)));
        Assert.IsType<Evidence.DuplicateVote>(Assert.Single(Reported));
    }

    [Fact]
    public void The_same_vote_again_is_ignored()
    {
        _machine.Prevote(0, _one, 1);
        State before = _machine.State;
        _machine.Prevote(0, _one, 1);
        Assert.Same(before, _machine.State);
        Assert.Empty(Reported);
    }

    [Fact]
    public void Two_proposals_of_one_round_are_reported_once()
    {
        _machine.Propose(0, _committee.Header(0, content: 1));
        _machine.Propose(0, _committee.Header(0, content: 2));
        _machine.Propose(0, _committee.Header(0, content: 3));
        _machine.Propose(0, _committee.Header(0, content: 1));
        Evidence evidence = Assert.Single(Reported);
        Assert.Equal(_committee.Set.Proposer(0).Operator, evidence.Accused);
        Assert.Equal(DecodeOf(evidence), evidence.Id);
    }

    [Fact]
    public void A_forgotten_lock_is_reported_once_whichever_vote_comes_first()
    {
        _machine.Precommit(0, _one, 1);
        _machine.Prevote(1, _other, 1);
        _machine.Prevote(2, _other, 1);
        Assert.IsType<Evidence.Amnesia>(Assert.Single(Reported));

        _machine.Prevote(1, _other, 3);
        _machine.Precommit(0, _one, 3);
        Assert.Equal([_committee.Operator(1), _committee.Operator(3)], Reported.Select(evidence => evidence.Accused));
    }

    [Fact]
    public void A_prevote_that_names_a_polka_since_is_no_amnesia()
    {
        _machine.Precommit(1, _one, 1);
        _machine.Apply(new Input.VoteReceived(_committee.Prevote(1, 2, _other, 1)));
        _machine.Prevote(2, _one, 2);
        _machine.Precommit(1, _one, 2);
        _machine.Prevote(3, BlockId.Nil, 2);
        _machine.Precommit(4, BlockId.Nil, 3);
        _machine.Prevote(5, _one, 3);
        Assert.Empty(Reported);
    }

    [Fact]
    public void Amnesia_is_seen_through_a_commit_certificate()
    {
        _machine.Prevote(1, _other, 1);
        _machine.Apply(new Input.CommitReceived(_committee.Commit(0, _one, 1, 2, 3, 4, 5)));
        Assert.Equal(_committee.Operator(1), Assert.Single(Reported).Accused);
    }

    [Fact]
    public void A_contradiction_in_a_late_precommit_of_the_height_before_is_reported()
    {
        Header header = _committee.Header(0);
        _machine.Apply(new Input.CommitReceived(_committee.Commit(0, header.ComputeId(), 1, 2, 3, 4, 5)));
        _machine.Judge(header);
        _machine.Apply(new Input.StartHeight(2, _committee.Set));
        _machine.Precommit(0, _other, 5);
        Assert.Equal(_committee.Operator(5), Assert.Single(Reported).Accused);
    }

    [Fact]
    public void A_precommit_that_nothing_explains_is_accepted_and_accuses_nobody()
    {
        _machine.Precommit(0, _one, 1);
        Assert.Equal(1ul, _machine.State.Log(0)!.Precommits.VotedPower);
        Assert.Empty(Reported);
    }

    private static Primitives.Hash256 DecodeOf(Evidence evidence)
    {
        Assert.Equal(Primitives.Encoding.DecodeError.None, Evidence.TryDecode(evidence.Encode(), out Evidence? read));
        return read!.Id;
    }
}
