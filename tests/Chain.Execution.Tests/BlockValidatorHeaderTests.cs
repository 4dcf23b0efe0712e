using Chain.Execution.Tests.Support;
using Chain.Primitives;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests;

public class BlockValidatorHeaderTests
{
    private readonly TestChain _chain = new(10, 20, 30);

    public static TheoryData<string, BlockRefusal> Wrong => new()
    {
        { "height too low", BlockRefusal.HeightWrong },
        { "height too high", BlockRefusal.HeightWrong },
        { "parent", BlockRefusal.ParentWrong },
        { "time of the parent", BlockRefusal.TimeNotAfterParent },
        { "time before the parent", BlockRefusal.TimeNotAfterParent },
        { "base fee too low", BlockRefusal.BaseFeeWrong },
        { "base fee too high", BlockRefusal.BaseFeeWrong },
        { "validators", BlockRefusal.ValidatorsHashWrong },
        { "next validators", BlockRefusal.NextValidatorsHashWrong },
        { "state root", BlockRefusal.StateRootWrong },
        { "receipts root", BlockRefusal.ReceiptsRootWrong },
        { "no receipts root", BlockRefusal.ReceiptsRootWrong },
        { "proposer", BlockRefusal.ProposerWrong },
        { "round of another proposer", BlockRefusal.ProposerWrong },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_block_with_a_wrong_header_field_is_refused(string what, BlockRefusal expected)
    {
        _chain.RunOne(_chain.From(0));
        Block valid = _chain.Propose([]);
        Assert.Equal(BlockRefusal.None, _chain.Judge(valid));
        Header header = valid.Header;
        Header wrong = what switch
        {
            "height too low" => header with { Height = 1 },
            "height too high" => header with { Height = 3 },
            "parent" => header with { ParentId = TestKeys.Hash("another") },
            "time of the parent" => header with { TimeMs = _chain.Parent.TimeMs },
            "time before the parent" => header with { TimeMs = _chain.Parent.TimeMs - 1 },
            "base fee too low" => header with { BaseFee = header.BaseFee - 1 },
            "base fee too high" => header with { BaseFee = header.BaseFee + 1 },
            "validators" => header with { ValidatorsHash = header.NextValidatorsHash },
            "next validators" => header with { NextValidatorsHash = header.ValidatorsHash },
            "state root" => header with { StateRoot = TestKeys.Hash("another") },
            "receipts root" => header with { ReceiptsRoot = TestKeys.Hash("another") },
            "no receipts root" => header with { ReceiptsRoot = default },
            "proposer" => header with { Proposer = TestKeys.Address(0) },
            "round of another proposer" => header with { Round = RoundOfAnotherProposer() },
            _ => header,
        };
        Assert.Equal(expected, _chain.Judge(With(valid, wrong)));
    }

    [Fact]
    public void Every_round_has_its_proposer()
    {
        for (uint round = 0; round < 12; round++)
            Assert.Equal(BlockRefusal.None, _chain.Judge(_chain.Propose([], round: round)));
    }

    [Fact]
    public void A_time_far_in_the_future_is_not_judged_here_but_by_those_who_vote() =>
        Assert.Equal(BlockRefusal.None, _chain.Judge(_chain.Propose([], afterMs: 1_000_000_000)));

    [Fact]
    public void A_block_without_transactions_is_valid_and_without_receipts()
    {
        Assert.Empty(_chain.Run());
        Assert.True(_chain.LastResult!.ReceiptsRoot.IsZero);
    }

    [Fact]
    public void Block_one_follows_the_genesis_hash()
    {
        Assert.Equal(_chain.Genesis.Hash, _chain.Propose([]).Header.ParentId);
        Assert.Null(_chain.Propose([]).LastCommit);
    }

    [Fact]
    public void Verified_transactions_of_another_block_break_an_invariant()
    {
        VerifiedTransaction one = _chain.From(0).Verified();
        Assert.Throws<InvariantException>(() => _chain.Judge(_chain.Propose([one]), []));
        Assert.Throws<InvariantException>(() => _chain.Judge(_chain.Propose([one]), [_chain.From(1).Verified()]));
    }

    private static Block With(Block block, Header header)
    {
        Assert.Equal(BlockAssembly.Complete, Block.TryCreate(header, block.Transactions, block.Evidence, block.LastCommit, out Block? changed));
        return changed!;
    }

    private uint RoundOfAnotherProposer()
    {
        uint round = 1;
        while (_chain.Parent.Validators.Proposer(round).Operator == _chain.Parent.Validators.Proposer(0).Operator)
            round++;
        return round;
    }
}
