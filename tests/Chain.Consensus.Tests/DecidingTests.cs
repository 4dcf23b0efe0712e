using Chain.Consensus.Tests.Support;
using Chain.Types;

namespace Chain.Consensus.Tests;

public sealed class DecidingTests
{
    private readonly Committee _committee = new(1, 1, 1, 1);
    private readonly int _self;
    private readonly Machine _machine;

    public DecidingTests()
    {
        _self = Enumerable.Range(0, 4).Except([_committee.Proposer(0), _committee.Proposer(1), _committee.Proposer(2)]).Single();
        _machine = new Machine(_committee, _self);
    }

    private int[] Others => _committee.Others(_self);

    [Fact]
    public void Two_thirds_of_precommits_decide()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        _machine.Precommit(0, header.ComputeId(), Others);
        Effect.Decide decide = Assert.Single(_machine.All<Effect.Decide>());
        Assert.Equal(header.ComputeId(), decide.BlockId);
        Assert.Equal(CommitCheck.Valid, decide.Commit.Verify(_committee.Set, Committee.Genesis));
        Assert.Equal(Step.Decided, _machine.State.Step);
    }

    [Fact]
    public void Exactly_two_thirds_do_not_decide()
    {
        var committee = new Committee(1, 1, 1);
        var machine = new Machine(committee, -1);
        Header header = committee.Header(0);
        machine.Propose(0, header);
        machine.Judge(header);
        machine.Precommit(0, header.ComputeId(), 0, 1);
        Assert.Empty(machine.All<Effect.Decide>());
        machine.Precommit(0, header.ComputeId(), 2);
        Assert.Single(machine.All<Effect.Decide>());
    }

    [Fact]
    public void Precommits_of_an_old_round_decide()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        _machine.Apply(new Input.PolkaReceived(_committee.Polka(3, BlockId.Nil, Others)));
        _machine.Precommit(0, header.ComputeId(), Others);
        Assert.Equal(0u, Assert.Single(_machine.All<Effect.Decide>()).Commit.Round);
    }

    [Fact]
    public void A_commit_of_a_round_never_entered_for_a_block_never_seen_asks_for_it_and_decides()
    {
        Header header = _committee.Header(2);
        _machine.Apply(new Input.CommitReceived(_committee.Commit(2, header.ComputeId(), Others)));
        Assert.Contains(new Effect.RequestBlock(1, header.ComputeId(), BlockReason.Commit, 2), _machine.Effects);
        Assert.True(_machine.State.Wants(header.ComputeId()));
        Assert.Empty(_machine.All<Effect.Decide>());
        _machine.Judge(header);
        Assert.Single(_machine.All<Effect.Decide>());
    }

    [Fact]
    public void A_commit_counts_though_a_vote_of_it_had_been_dropped_as_a_third()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        int liar = Others[0];
        _machine.Precommit(0, BlockId.Nil, liar);
        _machine.Precommit(0, _committee.Header(0, content: 9).ComputeId(), liar);
        _machine.Precommit(0, header.ComputeId(), liar, Others[1], Others[2]);
        Assert.Empty(_machine.All<Effect.Decide>());
        _machine.Apply(new Input.CommitReceived(_committee.Commit(0, header.ComputeId(), Others)));
        Assert.Equal(CommitCheck.Valid, Assert.Single(_machine.All<Effect.Decide>()).Commit.Verify(_committee.Set, Committee.Genesis));
    }

    [Fact]
    public void A_decided_block_that_is_invalid_here_halts_until_the_height_after_it_is_started()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header, isValid: false);
        _machine.Precommit(0, header.ComputeId(), Others);
        Assert.Equal(header.ComputeId(), Assert.Single(_machine.All<Effect.Halt>()).BlockId);
        Assert.Empty(_machine.Apply(new Input.StartHeight(1, _committee.Set)));
        Assert.Empty(_machine.Apply(new Input.PolkaReceived(_committee.Polka(1, BlockId.Nil, Others))));
        Assert.Equal(Step.Halted, _machine.State.Step);
        Assert.IsType<Effect.Halt>(Assert.Single(_machine.Apply(new Input.Resumed())));
        _machine.Apply(new Input.StartHeight(2, _committee.Set));
        Assert.Equal((2ul, Step.Propose), (_machine.State.Height, _machine.State.Step));
    }

    [Fact]
    public void Precommits_for_nil_and_other_blocks_do_not_count()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        _machine.Precommit(0, header.ComputeId(), Others[0], Others[1]);
        _machine.Precommit(0, BlockId.Nil, Others[2]);
        Assert.Empty(_machine.All<Effect.Decide>());
    }

    [Fact]
    public void The_precommit_timeout_starts_once_at_the_first_two_thirds_of_anything_and_leads_to_the_next_round()
    {
        _machine.Precommit(0, BlockId.Nil, Others[0]);
        _machine.Precommit(0, _committee.Header(0).ComputeId(), Others[1]);
        Assert.DoesNotContain(_machine.All<Effect.ScheduleTimeout>(), timeout => timeout.Kind == TimeoutKind.Precommit);
        _machine.Precommit(0, BlockId.Nil, Others[2]);
        Assert.Single(_machine.All<Effect.ScheduleTimeout>(), timeout => timeout.Kind == TimeoutKind.Precommit);
        _machine.Timeout(TimeoutKind.Precommit, 0);
        Assert.Equal((1u, Step.Propose), (_machine.State.Round, _machine.State.Step));
    }

    [Fact]
    public void A_late_precommit_joins_the_commit_and_decides_nothing()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        _machine.Precommit(0, header.ComputeId(), Others);
        _machine.SignerRefuses = true;
        Assert.Equal(3, _machine.State.Commit()!.Signatures.Count(signature => signature is not null));
        _machine.Apply(new Input.StartHeight(2, _committee.Set.Next()));
        Assert.Empty(_machine.Apply(new Input.VoteReceived(_committee.Precommit(_self, 0, header.ComputeId()))));
        Commit commit = _machine.State.Last!.ToCommit();
        Assert.Equal(4, commit.Signatures.Count(signature => signature is not null));
        Assert.Equal(CommitCheck.Valid, commit.Verify(_committee.Set, Committee.Genesis));
        Assert.Equal(2ul, _machine.State.Height);
    }

    [Fact]
    public void A_height_can_be_started_over_an_open_one_when_sync_was_faster()
    {
        _machine.Apply(new Input.StartHeight(9, _committee.Set));
        Assert.Equal((9ul, 0u, Step.Propose), (_machine.State.Height, _machine.State.Round, _machine.State.Step));
        Assert.Null(_machine.State.Last);
        Assert.Empty(_machine.Apply(new Input.StartHeight(9, _committee.Set)));
        Assert.Empty(_machine.Apply(new Input.StartHeight(8, _committee.Set)));
    }

    [Fact]
    public void Of_a_decided_height_that_is_not_the_one_before_nothing_is_kept()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        _machine.Precommit(0, header.ComputeId(), Others);
        Assert.Equal(Step.Decided, _machine.State.Step);
        _machine.Apply(new Input.StartHeight(3, _committee.Set));
        Assert.Null(_machine.State.Last);
    }

    [Fact]
    public void A_commit_of_a_later_round_decides_where_the_node_stands()
    {
        Header header = _committee.Header(0);
        _machine.Propose(0, header);
        _machine.Judge(header);
        IReadOnlyList<Effect> effects = _machine.Apply(new Input.CommitReceived(_committee.Commit(2, header.ComputeId(), Others)));
        Assert.Equal(2u, Assert.Single(effects.OfType<Effect.Decide>()).Commit.Round);
        // Going there first would begin a round that is over: with a timeout, and with a proposal where it is this node's turn.
        Assert.Empty(effects.OfType<Effect.ScheduleTimeout>());
        Assert.Equal(0u, _machine.State.Round);
    }

    [Fact]
    public void Nothing_but_a_height_moves_a_node_that_has_not_started_one()
    {
        var machine = new Machine(_committee, _self, isStarted: false);
        machine.Propose(0, _committee.Header(0));
        machine.Prevote(0, BlockId.Nil, Others);
        machine.Timeout(TimeoutKind.Propose, 0);
        machine.Apply(new Input.Resumed());
        Assert.Empty(machine.Effects);
    }
}
