using Chain.Execution.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests;

public class EvidenceTests
{
    private readonly TestChain _chain = new(10, 10, 10, 10);

    public EvidenceTests() => _chain.RunEmpty(3);

    [Fact]
    public void Evidence_marks_the_accused_and_is_told_in_the_receipt_of_the_blocks_end()
    {
        Evidence evidence = DoublePrevote(1, height: 2);
        Receipt end = Assert.Single(_chain.Apply(_chain.Propose([], [evidence])));
        ChainEvent accused = Assert.Single(end.Events);
        Assert.Equal(("accused", TestGenesis.Operator(1)), (accused.Name, accused.Source));
        Assert.Equal(evidence.Id.ToArray(), accused.Data.ToArray());
        Assert.True(_chain.State.TryGetValidator(TestGenesis.Operator(1), out ValidatorRecord record));
        Assert.Equal(4UL, record.AccusedHeight);
    }

    [Fact]
    public void Whoever_was_accused_is_not_accused_again()
    {
        _chain.Apply(_chain.Propose([], [DoublePrevote(1, height: 2)]));
        Refuses(BlockRefusal.AlreadyAccused, DoublePrevote(1, height: 2));
        Refuses(BlockRefusal.AlreadyAccused, DoublePrevote(1, height: 3));
    }

    [Fact]
    public void Two_pieces_against_one_validator_in_a_block_are_refused()
    {
        Refuses(BlockRefusal.AccusedTwice, DoublePrevote(1, 2), DoublePrevote(1, 2));
        Refuses(BlockRefusal.AccusedTwice, DoublePrevote(1, 2), DoublePrevote(1, 3));
    }

    [Fact]
    public void All_kinds_of_evidence_are_accepted()
    {
        Evidence amnesia = Evidence.FromVotes(
            Sign(2, VoteKind.Precommit, 2, 0, "a"), Sign(2, VoteKind.Prevote, 2, 1, "b"))!;
        Assert.IsType<Evidence.Amnesia>(amnesia);
        Header header = _chain.LastBlock!.Header;
        Evidence proposals = Evidence.FromProposals(Propose(3, header), Propose(3, header with { TimeMs = header.TimeMs + 1 }))!;
        _chain.Apply(_chain.Propose([], [DoublePrevote(1, 2), amnesia, proposals]));
    }

    [Fact]
    public void Evidence_of_the_blocks_own_height_counts_and_of_a_later_one_does_not()
    {
        Refuses(BlockRefusal.None, DoublePrevote(1, height: 4));
        Refuses(BlockRefusal.EvidenceOfTheFuture, DoublePrevote(1, height: 5));
        Refuses(BlockRefusal.EvidenceOfTheFuture, DoublePrevote(1, height: ProtocolLimits.HeightMax));
    }

    [Fact]
    public void Evidence_expires_only_when_blocks_and_time_have_passed()
    {
        Evidence evidence = DoublePrevote(1, height: 2);
        _chain.RunEmpty(7, afterMs: 10);
        Refuses(BlockRefusal.None, evidence);
        Block late = _chain.Propose([], [evidence], afterMs: 31_000);
        Assert.Equal(BlockRefusal.EvidenceExpired, _chain.Judge(late));
    }

    [Fact]
    public void Evidence_counts_for_as_many_blocks_as_the_chain_says_and_for_as_long()
    {
        Evidence evidence = DoublePrevote(1, height: 2);
        _chain.RunEmpty(3);
        Assert.Equal(BlockRefusal.None, _chain.Judge(_chain.Propose([], [evidence], afterMs: 1_000_000)));
        _chain.RunEmpty(1);
        ulong sinceFault = _chain.Parent.TimeMs - (TestGenesis.TimeMs + 2_000);
        Assert.Equal(BlockRefusal.None, _chain.Judge(_chain.Propose([], [evidence], afterMs: 30_000 - sinceFault)));
        Assert.Equal(BlockRefusal.EvidenceExpired, _chain.Judge(_chain.Propose([], [evidence], afterMs: 30_001 - sinceFault)));
    }

    [Fact]
    public void Evidence_does_not_expire_by_time_alone()
    {
        Evidence evidence = DoublePrevote(1, height: 3);
        Assert.Equal(BlockRefusal.None, _chain.Judge(_chain.Propose([], [evidence], afterMs: 1_000_000)));
    }

    [Fact]
    public void Evidence_that_expired_stays_expired_when_its_time_is_forgotten()
    {
        Evidence evidence = DoublePrevote(1, height: 2);
        _chain.RunEmpty(30, afterMs: 20_000);
        Assert.False(_chain.State.TryGetBlockTime(2, out _));
        Refuses(BlockRefusal.EvidenceExpired, evidence);
    }

    [Fact]
    public void Block_times_are_kept_as_long_as_the_window_and_no_longer()
    {
        _chain.RunEmpty(100, afterMs: 1_000);
        int kept = _chain.State.Items.Count(item => item.Key.StartsWith("0A", StringComparison.Ordinal));
        Assert.InRange(kept, 30, 34);
    }

    [Fact]
    public void Evidence_against_somebody_who_is_no_validator_is_refused()
    {
        Vote one = SignAs(TestKeys.Address(0), TestKeys.Private(0), VoteKind.Prevote, 2, 0, "a");
        Vote other = SignAs(TestKeys.Address(0), TestKeys.Private(0), VoteKind.Prevote, 2, 0, "b");
        Refuses(BlockRefusal.AccusedUnknown, Evidence.FromVotes(one, other)!);
    }

    [Fact]
    public void A_forged_signature_accuses_nobody()
    {
        Vote one = Sign(1, VoteKind.Prevote, 2, 0, "a");
        Vote forged = SignAs(TestGenesis.Operator(1), TestGenesis.ConsensusPrivate(2), VoteKind.Prevote, 2, 0, "b");
        Refuses(BlockRefusal.EvidenceSignatureWrong, Evidence.FromVotes(one, forged)!);
        Vote otherChain = one with { Signature = TestGenesis.ConsensusPrivate(1).Sign(one.SigningDigest(TestKeys.Hash("another chain"))) };
        Refuses(BlockRefusal.EvidenceSignatureWrong, Evidence.FromVotes(otherChain, Sign(1, VoteKind.Prevote, 2, 0, "b"))!);
    }

    [Fact]
    public void Evidence_that_the_header_does_not_name_does_not_make_a_block()
    {
        Block block = _chain.Propose([], [DoublePrevote(1, 2)]);
        Assert.Equal(BlockAssembly.EvidenceRootWrong, Block.TryCreate(block.Header, [], [], block.LastCommit, out _));
        Assert.Equal(BlockAssembly.EvidenceRootWrong, Block.TryCreate(block.Header, [], [DoublePrevote(2, 2)], block.LastCommit, out _));
    }

    private Evidence DoublePrevote(int validator, ulong height) =>
        Evidence.FromVotes(Sign(validator, VoteKind.Prevote, height, 0, "a"), Sign(validator, VoteKind.Prevote, height, 0, "b"))!;

    private Vote Sign(int validator, VoteKind kind, ulong height, uint round, string block) =>
        SignAs(TestGenesis.Operator(validator), TestGenesis.ConsensusPrivate(validator), kind, height, round, block);

    private Vote SignAs(Address voter, PrivateKey key, VoteKind kind, ulong height, uint round, string block)
    {
        var id = new BlockId(TestKeys.Hash(block));
        return new Vote(kind, height, round, id, -1, voter, key.Sign(Vote.SigningDigest(_chain.Genesis.Hash, kind, height, round, id, -1)));
    }

    private Proposal Propose(int validator, Header header) => new(
        header.Round, header, -1, TestGenesis.Operator(validator),
        TestGenesis.ConsensusPrivate(validator).Sign(Proposal.SigningDigest(_chain.Genesis.Hash, header.Height, header.Round, header.ComputeId(), -1)));

    private void Refuses(BlockRefusal expected, params Evidence[] evidence) => Assert.Equal(expected, _chain.Judge(_chain.Propose([], evidence)));
}
