using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types.Tests.Support;

namespace Chain.Types.Tests.Codec;

/// <summary>The largest object of each kind fits its limit: docs/spec/limits.md names these numbers.</summary>
public class LimitsTests
{
    private static readonly Hash256 s_hash = TestKeys.Hash("largest");

    private static readonly Header s_header = new()
    {
        Height = ProtocolLimits.HeightMax,
        Round = ProtocolLimits.RoundMax,
        TimeMs = ProtocolLimits.TimeMsMax,
        ParentId = s_hash,
        TransactionsRoot = s_hash,
        EvidenceRoot = s_hash,
        LastCommitHash = s_hash,
        Proposer = TestKeys.Address(0),
        BaseFee = ProtocolLimits.PriceMax,
        ValidatorsHash = s_hash,
        NextValidatorsHash = s_hash,
        StateRoot = s_hash,
        ReceiptsRoot = s_hash,
    };

    [Fact]
    public void The_largest_header_vote_and_proposal_fit()
    {
        Assert.Equal(338, s_header.Encode().Length);
        var vote = new Vote(VoteKind.Prevote, ProtocolLimits.HeightMax, ProtocolLimits.RoundMax, new BlockId(s_hash), (int)ProtocolLimits.RoundMax - 1, TestKeys.Address(0), default);
        Assert.Equal(153, vote.Encode().Length);
        Assert.Equal(Primitives.Encoding.DecodeError.None, Vote.TryDecode(vote.Encode(), out _));
        var proposal = new Proposal(ProtocolLimits.RoundMax, s_header with { Round = ProtocolLimits.RoundMax - 1 }, (int)ProtocolLimits.RoundMax - 1, TestKeys.Address(0), default);
        Assert.Equal(449, proposal.Encode().Length);
        Assert.Equal(Primitives.Encoding.DecodeError.None, Proposal.TryDecode(proposal.Encode(), out _));
    }

    [Fact]
    public void The_largest_commit_certificate_and_evidence_fit()
    {
        Signature?[] signatures = [.. Enumerable.Repeat<Signature?>(default(Signature), ProtocolLimits.ValidatorsMax)];
        Commit commit = Commit.Create(ProtocolLimits.HeightMax, ProtocolLimits.RoundMax, new BlockId(s_hash), signatures);
        Assert.InRange(commit.Encode().Length, 0, ProtocolLimits.CommitBytesMax);
        Assert.Equal(Primitives.Encoding.DecodeError.None, Commit.TryDecode(commit.Encode(), out _));
        var vote = new Vote(VoteKind.Prevote, ProtocolLimits.HeightMax, ProtocolLimits.RoundMax, new BlockId(s_hash), (int)ProtocolLimits.RoundMax - 1, TestKeys.Address(0), default);
        var polka = new PolkaCertificate(vote.Height, vote.Round, vote.BlockId, [.. Enumerable.Range(0, ProtocolLimits.ValidatorsMax).Select(i => vote with { Validator = TestKeys.Address(i) })]);
        Assert.InRange(polka.Encode().Length, 0, PolkaCertificate.BytesMax);
        Assert.Equal(Primitives.Encoding.DecodeError.None, PolkaCertificate.TryDecode(polka.Encode(), out _));
        Header late = s_header with { Round = ProtocolLimits.RoundMax - 1 };
        Evidence evidence = Evidence.FromProposals(Of(late), Of(late with { StateRoot = TestKeys.Hash("other") }))!;
        Assert.InRange(evidence.Encode().Length, 0, ProtocolLimits.EvidenceBytesMax);
        Assert.Equal(Primitives.Encoding.DecodeError.None, Evidence.TryDecode(evidence.Encode(), out _));

        static Proposal Of(Header header) => new(ProtocolLimits.RoundMax, header, (int)ProtocolLimits.RoundMax - 1, TestKeys.Address(0), default);
    }

    [Fact]
    public void The_largest_set_of_validators_round_trips()
    {
        ValidatorSet set = ValidatorSet.TryCreate(Enumerable.Range(0, ProtocolLimits.ValidatorsMax).Select(i => new Validator(TestKeys.Address(i), TestKeys.Public(i), 20_000_000)))!;
        Assert.Equal(Primitives.Encoding.DecodeError.None, ValidatorSet.TryDecode(set.Next().Encode(), out ValidatorSet? again));
        Assert.Equal(set.Next().Hash, again!.Hash);
    }

    [Fact]
    public void One_more_than_the_limit_of_a_list_does_not_decode()
    {
        Signature?[] signatures = new Signature?[ProtocolLimits.ValidatorsMax + 1];
        Assert.Equal(Primitives.Encoding.DecodeError.Size, Commit.TryDecode(Commit.Create(1, 0, new BlockId(s_hash), signatures).Encode(), out _));
        Evidence[] evidence = [.. Enumerable.Range(0, ProtocolLimits.BlockEvidenceMax + 1).Select(i => Samples.Evidence(new Primitives.Tests.Support.FuzzRandom((ulong)i)))];
        Header header = s_header with { TransactionsRoot = default, EvidenceRoot = Block.EvidenceRoot(evidence), LastCommitHash = default };
        Assert.Equal(BlockAssembly.TooManyItems, Block.TryCreate(header, [], evidence, null, out _));
    }

    [Fact]
    public void A_hundred_thousand_transactions_are_refused_by_their_count()
    {
        Transaction one = new TransactionBuilder(s_hash, 0).Build();
        Transaction[] many = [.. Enumerable.Repeat(one, 100_000)];
        Assert.Equal(BlockAssembly.TooManyItems, Block.TryCreate(s_header, many, [], null, out _));
    }
}
