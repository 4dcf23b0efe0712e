using Chain.Primitives;
using Chain.Types.Tests.Support;

namespace Chain.Types.Tests.Consensus;

public class VerifiedProposalTests
{
    private static readonly Hash256 s_genesis = TestKeys.Hash("genesis");

    private readonly ValidatorSet _set = ValidatorSet.TryCreate(Enumerable.Range(0, 3).Select(i => new Validator(TestKeys.Address(i), TestKeys.Public(i), 5)))!;

    [Fact]
    public void The_proposer_of_the_round_offers_a_block_of_the_proposer_of_its_round()
    {
        Assert.NotNull(Verify(round: 0, Header(0)));
        Assert.NotNull(Verify(round: 2, Header(1), validRound: 1));
    }

    [Theory]
    [InlineData(0u, 0u, -1)]
    [InlineData(2u, 1u, 1)]
    public void A_block_that_names_another_proposer_than_that_of_its_round_is_refused(uint round, uint roundOfBlock, int validRound) =>
        Assert.Null(Verify(round, Header(roundOfBlock) with { Proposer = _set.Proposer(roundOfBlock + 1).Operator }, validRound));

    [Fact]
    public void Only_the_proposer_of_the_round_may_offer()
    {
        Proposal good = Sign(0, Header(0), -1, KeyOf(0));
        Assert.Null(VerifiedProposal.Verify(new Proposal(0, good.Header, -1, _set.Proposer(1).Operator, good.Signature), _set, s_genesis));
        Assert.Null(VerifiedProposal.Verify(Sign(0, Header(0), -1, KeyOf(1)), _set, s_genesis));
        Assert.Null(VerifiedProposal.Verify(good, _set, TestKeys.Hash("another genesis")));
    }

    private VerifiedProposal? Verify(uint round, Header header, int validRound = -1) =>
        VerifiedProposal.Verify(Sign(round, header, validRound, KeyOf(round)), _set, s_genesis);

    private int KeyOf(uint round) => Enumerable.Range(0, 3).First(i => TestKeys.Address(i) == _set.Proposer(round).Operator);

    private Proposal Sign(uint round, Header header, int validRound, int key) => new(
        round, header, validRound, _set.Proposer(round).Operator,
        TestKeys.Private(key).Sign(Proposal.SigningDigest(s_genesis, header.Height, round, header.ComputeId(), validRound)));

    private Header Header(uint round) => new()
    {
        Height = 7,
        Round = round,
        TimeMs = 1,
        ParentId = s_genesis,
        TransactionsRoot = default,
        EvidenceRoot = default,
        LastCommitHash = s_genesis,
        Proposer = _set.Proposer(round).Operator,
        BaseFee = 1_000,
        ValidatorsHash = _set.Hash,
        NextValidatorsHash = _set.Next().Hash,
        StateRoot = s_genesis,
        ReceiptsRoot = default,
    };
}
