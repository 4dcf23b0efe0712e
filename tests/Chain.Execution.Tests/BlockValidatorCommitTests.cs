using Chain.Execution.Tests.Support;
using Chain.Primitives.Crypto;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests;

public class BlockValidatorCommitTests
{
    private readonly TestChain _chain = new(10, 10, 10, 10);

    public BlockValidatorCommitTests() => _chain.RunEmpty(1);

    [Fact]
    public void A_commit_of_three_in_four_is_enough() => Assert.Equal(BlockRefusal.None, Judge(_chain.LastCommit(i => i != 2)));

    [Fact]
    public void A_commit_of_half_the_power_is_refused() => Assert.Equal(BlockRefusal.LastCommitNoQuorum, Judge(_chain.LastCommit(i => i < 2)));

    [Fact]
    public void A_commit_of_exactly_two_thirds_is_refused()
    {
        var chain = new TestChain(10, 10, 10);
        chain.RunEmpty(1);
        Block block = BlockBuilder.Build(chain.Parent, 0, chain.Parent.TimeMs + 1, [], [], chain.LastCommit(i => i != 0));
        Assert.Equal(BlockRefusal.LastCommitNoQuorum, chain.Judge(block));
    }

    [Fact]
    public void A_missing_commit_is_refused() => Assert.Equal(BlockRefusal.LastCommitMissing, Judge(null));

    [Fact]
    public void A_commit_before_block_one_is_refused()
    {
        var fresh = new TestChain(10);
        Commit commit = Commit.Create(1, 0, new BlockId(fresh.Genesis.Hash), [default(Signature)]);
        Assert.Equal(BlockRefusal.LastCommitUnexpected, fresh.Judge(BlockBuilder.Build(fresh.Parent, 0, fresh.Parent.TimeMs + 1, [], [], commit)));
    }

    [Fact]
    public void A_commit_of_another_block_is_refused() =>
        Assert.Equal(BlockRefusal.LastCommitOfAnotherBlock, Judge(_chain.LastCommit(blockId: new BlockId(TestKeys.Hash("another")))));

    [Fact]
    public void A_commit_of_another_height_is_refused() => Assert.Equal(BlockRefusal.LastCommitOfAnotherBlock, Judge(_chain.LastCommit(height: 7)));

    [Fact]
    public void A_wrong_signature_is_refused_even_when_the_others_suffice()
    {
        Commit good = _chain.LastCommit()!;
        List<Signature?> signatures = [.. good.Signatures];
        signatures[3] = signatures[0];
        Assert.Equal(BlockRefusal.LastCommitSignatureWrong, Judge(Commit.Create(good.Height, good.Round, good.BlockId, signatures)));
    }

    [Fact]
    public void A_signature_of_an_absent_validator_s_place_filled_with_junk_is_refused()
    {
        Commit good = _chain.LastCommit(i => i != 1)!;
        List<Signature?> signatures = [.. good.Signatures];
        signatures[1] = default(Signature);
        Assert.Equal(BlockRefusal.LastCommitSignatureWrong, Judge(Commit.Create(good.Height, good.Round, good.BlockId, signatures)));
    }

    [Fact]
    public void A_prevote_in_a_commit_is_refused()
    {
        Commit good = _chain.LastCommit()!;
        Signature prevote = TestGenesis.ConsensusPrivate(0).Sign(Vote.SigningDigest(_chain.Genesis.Hash, VoteKind.Prevote, good.Height, 0, good.BlockId, -1));
        int place = _chain.Parent.LastValidators!.IndexOf(TestGenesis.Operator(0));
        List<Signature?> signatures = [.. good.Signatures];
        signatures[place] = prevote;
        Assert.Equal(BlockRefusal.LastCommitSignatureWrong, Judge(Commit.Create(good.Height, good.Round, good.BlockId, signatures)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_commit_with_another_number_of_entries_is_refused(int difference)
    {
        Commit good = _chain.LastCommit()!;
        IEnumerable<Signature?> signatures = difference > 0 ? [.. good.Signatures, null] : good.Signatures.Take(3);
        Assert.Equal(BlockRefusal.LastCommitWrongSet, Judge(Commit.Create(good.Height, good.Round, good.BlockId, [.. signatures])));
    }

    [Fact]
    public void A_commit_that_was_verified_before_is_not_verified_again()
    {
        Commit weak = _chain.LastCommit(i => i == 0)!;
        Block block = BlockBuilder.Build(_chain.Parent, 0, _chain.Parent.TimeMs + 1, [], [], weak);
        ParentContext known = _chain.Parent with { VerifiedCommitHash = weak.Hash };
        Assert.Equal(BlockRefusal.None, BlockValidator.Check(block, known, _chain.State, [], _chain.Rules));
        Assert.Equal(BlockRefusal.LastCommitNoQuorum, BlockValidator.Check(block, _chain.Parent, _chain.State, [], _chain.Rules));
    }

    [Fact]
    public void Another_commit_than_the_one_that_was_verified_before_is_verified()
    {
        Block block = BlockBuilder.Build(_chain.Parent, 0, _chain.Parent.TimeMs + 1, [], [], _chain.LastCommit(i => i == 0));
        ParentContext known = _chain.Parent with { VerifiedCommitHash = _chain.LastCommit()!.Hash };
        Assert.Equal(BlockRefusal.LastCommitNoQuorum, BlockValidator.Check(block, known, _chain.State, [], _chain.Rules));
    }

    private BlockRefusal Judge(Commit? commit) => _chain.Judge(BlockBuilder.Build(_chain.Parent, 0, _chain.Parent.TimeMs + 1, [], [], commit));
}
