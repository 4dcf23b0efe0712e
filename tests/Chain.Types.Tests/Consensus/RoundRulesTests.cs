using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Types.Tests.Support;

namespace Chain.Types.Tests.Consensus;

/// <summary>Which rounds may stand together in a proposal and in a vote.</summary>
public class RoundRulesTests
{
    private static readonly Hash256 s_hash = TestKeys.Hash("rounds");

    [Theory]
    [InlineData(3u, 3u, -1, DecodeError.None)]
    [InlineData(3u, 2u, -1, DecodeError.Range)]
    [InlineData(3u, 0u, 2, DecodeError.None)]
    [InlineData(3u, 2u, 2, DecodeError.None)]
    [InlineData(4u, 3u, 2, DecodeError.Range)]
    [InlineData(3u, 3u, 2, DecodeError.Range)]
    [InlineData(3u, 0u, 3, DecodeError.Range)]
    public void A_block_is_fresh_in_its_own_round_or_had_its_polka_after_it_and_before_now(uint round, uint roundOfBlock, int validRound, DecodeError expected)
    {
        var header = new Header
        {
            Height = 7,
            Round = roundOfBlock,
            TimeMs = 1,
            ParentId = s_hash,
            TransactionsRoot = default,
            EvidenceRoot = default,
            LastCommitHash = s_hash,
            Proposer = TestKeys.Address(0),
            BaseFee = 1_000,
            ValidatorsHash = s_hash,
            NextValidatorsHash = s_hash,
            StateRoot = s_hash,
            ReceiptsRoot = default,
        };
        Assert.Equal(expected, Proposal.TryDecode(new Proposal(round, header, validRound, TestKeys.Address(0), default).Encode(), out _));
    }

    [Theory]
    [InlineData(VoteKind.Prevote, false, 2, DecodeError.None)]
    [InlineData(VoteKind.Prevote, false, 3, DecodeError.Range)]
    [InlineData(VoteKind.Prevote, true, 2, DecodeError.Range)]
    [InlineData(VoteKind.Precommit, false, 2, DecodeError.Range)]
    public void Only_a_prevote_for_a_block_names_a_polka_and_one_before_its_round(VoteKind kind, bool isNil, int validRound, DecodeError expected)
    {
        var vote = new Vote(kind, 7, 3, isNil ? BlockId.Nil : new BlockId(s_hash), validRound, TestKeys.Address(0), default);
        Assert.Equal(expected, Vote.TryDecode(vote.Encode(), out _));
    }
}
