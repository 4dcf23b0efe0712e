using Chain.Consensus.Tests.Support;
using Chain.Types;

namespace Chain.Consensus.Tests;

public sealed class ProposingTests
{
    private readonly Committee _committee = new(1, 1, 1, 1);
    private readonly int _self;
    private readonly Machine _machine;

    public ProposingTests()
    {
        _self = _committee.Proposer(0);
        _machine = new Machine(_committee, _self);
    }

    private int[] Others => _committee.Others(_self);

    [Fact]
    public void The_proposer_builds_signs_logs_and_then_sends()
    {
        Assert.Single(_machine.All<Effect.BuildBlock>());
        Header header = _committee.Header(0);
        _machine.Apply(new Input.BlockBuilt(0, header));
        Type[] kinds = [.. _machine.Effects.Select(effect => effect.GetType())];
        Assert.Equal(
            [
                typeof(Effect.Persist), typeof(Effect.BuildBlock), typeof(Effect.ScheduleTimeout),
                typeof(Effect.Persist), typeof(Effect.SignProposal),
                typeof(Effect.Persist), typeof(Effect.BroadcastProposal), typeof(Effect.SignVote),
                typeof(Effect.Persist), typeof(Effect.BroadcastVote),
            ],
            kinds);
        Assert.Equal([false, false, true, true], _machine.All<Effect.Persist>().Select(persist => persist.Sync));
        Assert.Equal(header.ComputeId(), _machine.LastVote.BlockId);
    }

    [Fact]
    public void A_single_validator_decides_alone()
    {
        var committee = new Committee(7);
        var machine = new Machine(committee, 0);
        Header header = committee.Header(0);
        machine.Apply(new Input.BlockBuilt(0, header));
        Assert.Equal(header.ComputeId(), Assert.Single(machine.All<Effect.Decide>()).BlockId);
        machine.Apply(new Input.StartHeight(2, committee.Set.Next()));
        Assert.Equal(CommitCheck.Valid, machine.State.Last!.ToCommit().Verify(committee.Set, Committee.Genesis));
    }

    [Fact]
    public void A_block_that_is_built_too_late_is_not_proposed()
    {
        _machine.Timeout(TimeoutKind.Propose, 0);
        _machine.Apply(new Input.BlockBuilt(0, _committee.Header(0)));
        Assert.Empty(_machine.All<Effect.SignProposal>());
    }

    [Fact]
    public void A_second_block_for_one_round_is_not_proposed()
    {
        _machine.Apply(new Input.BlockBuilt(0, _committee.Header(0, content: 1)));
        _machine.Apply(new Input.BlockBuilt(0, _committee.Header(0, content: 2)));
        Assert.Single(_machine.All<Effect.SignProposal>());
    }

    [Fact]
    public void Nobody_else_builds()
    {
        foreach (int other in Others)
        {
            var machine = new Machine(_committee, other);
            Assert.Empty(machine.All<Effect.BuildBlock>());
            machine.Apply(new Input.BlockBuilt(0, _committee.Header(0)));
            Assert.Empty(machine.All<Effect.SignProposal>());
        }
    }

    [Fact]
    public void The_valid_block_is_proposed_again_with_the_round_of_its_polka()
    {
        var machine = new Machine(_committee, _committee.Proposer(1));
        Header header = _committee.Header(0);
        machine.Propose(0, header);
        machine.Judge(header);
        machine.Prevote(0, header.ComputeId(), _committee.Others(_committee.Proposer(1)));
        machine.GoTo(1);
        Assert.Equal(new UnsignedProposal(1, header, 0), Assert.Single(machine.All<Effect.SignProposal>()).Proposal);
        Assert.Empty(machine.All<Effect.BuildBlock>());
        Assert.Equal(new UnsignedVote(VoteKind.Prevote, 1, 1, header.ComputeId(), 0), machine.LastVote);
    }

    [Fact]
    public void A_valid_block_that_was_never_proposed_to_this_node_can_be_proposed_again()
    {
        var machine = new Machine(_committee, _committee.Proposer(1));
        Header header = _committee.Header(0);
        machine.Apply(new Input.PolkaReceived(_committee.Polka(0, header.ComputeId(), _committee.Others(_committee.Proposer(1)))));
        machine.Judge(header);
        machine.GoTo(1);
        Assert.Equal(new UnsignedProposal(1, header, 0), Assert.Single(machine.All<Effect.SignProposal>()).Proposal);
    }

    [Fact]
    public void A_polka_that_comes_while_the_block_is_built_is_proposed_instead()
    {
        var machine = new Machine(_committee, _committee.Proposer(1));
        Header old = _committee.Header(0);
        machine.Propose(0, old);
        machine.Judge(old);
        machine.GoTo(1);
        Assert.Single(machine.All<Effect.BuildBlock>());
        machine.Prevote(0, old.ComputeId(), _committee.Others(_committee.Proposer(1)));
        machine.Apply(new Input.BlockBuilt(1, _committee.Header(1)));
        Assert.Equal(new UnsignedProposal(1, old, 0), Assert.Single(machine.All<Effect.SignProposal>()).Proposal);
    }

    [Fact]
    public void Each_round_has_its_own_proposer()
    {
        for (uint round = 0; round < 4; round++)
        {
            var machine = new Machine(_committee, _committee.Proposer(round));
            machine.GoTo(round);
            Assert.Contains(new Effect.BuildBlock(1, round), machine.Effects);
        }
        Assert.Equal(4, Enumerable.Range(0, 4).Select(round => _committee.Proposer((uint)round)).Distinct().Count());
    }

    [Fact]
    public void A_refusing_signer_means_no_proposal_and_the_timeout_goes_on()
    {
        _machine.SignerRefuses = true;
        _machine.Apply(new Input.BlockBuilt(0, _committee.Header(0)));
        Assert.Empty(_machine.All<Effect.BroadcastProposal>());
        _machine.SignerRefuses = false;
        _machine.Timeout(TimeoutKind.Propose, 0);
        Assert.True(_machine.LastVote.BlockId.IsNil);
    }

    [Fact]
    public void A_follower_takes_part_in_nothing_and_still_decides()
    {
        var machine = new Machine(_committee, -1);
        Header header = _committee.Header(0);
        machine.Propose(0, header);
        machine.Judge(header);
        machine.Prevote(0, header.ComputeId(), 0, 1, 2, 3);
        machine.Timeout(TimeoutKind.Prevote, 0);
        machine.Precommit(0, header.ComputeId(), 0, 1, 2);
        Assert.Single(machine.All<Effect.Decide>());
        Assert.DoesNotContain(machine.Effects, effect => effect is Effect.SignVote or Effect.SignProposal or Effect.BuildBlock or Effect.BroadcastVote);
    }
}
