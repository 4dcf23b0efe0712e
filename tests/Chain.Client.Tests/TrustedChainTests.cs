using Chain.Client.Light;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.SoloLedger;
using Chain.Types;
using Google.Protobuf;
using Commit = Chain.Types.Commit;
using Header = Chain.Types.Header;
using LightHeader = Chain.Protocol.V1.LightHeader;
using ValidatorSet = Chain.Types.ValidatorSet;

namespace Chain.Client.Tests;

/// <summary>Headers that a lying node could send. The honest chain is real; the lies are made from it.</summary>
public sealed class TrustedChainTests
{
    [Fact]
    public void An_honest_run_is_followed()
    {
        using SoloNode node = Node(10);
        Assert.Equal(HeaderCheck.Valid, TrustedChain.FromGenesis(node.Genesis).TryAdvance(Headers(node, 1, 10), out TrustedChain? advanced));
        Assert.Equal(10UL, advanced!.Height);
        Assert.Equal(advanced.Encode(), TrustedChain.TryDecode(advanced.Encode())!.Encode());
    }

    [Fact]
    public void Nothing_and_junk_are_refused()
    {
        TrustedChain trusted = TrustedChain.FromGenesis(SoloGenesis.Create());
        Assert.Equal(HeaderCheck.Empty, trusted.TryAdvance([], out _));
        Assert.Equal(HeaderCheck.Undecodable, trusted.TryAdvance([new LightHeader { Header = ByteString.CopyFromUtf8("junk") }], out _));
    }

    [Fact]
    public void A_run_that_does_not_begin_at_the_next_height_is_refused()
    {
        using SoloNode node = Node(5);
        Assert.Equal(HeaderCheck.NotNext, TrustedChain.FromGenesis(node.Genesis).TryAdvance(Headers(node, 2, 5), out _));
    }

    [Fact]
    public void A_missing_header_in_the_middle_is_refused()
    {
        using SoloNode node = Node(5);
        List<LightHeader> headers = Headers(node, 1, 5);
        headers.RemoveAt(2);
        Assert.Equal(HeaderCheck.NotNext, TrustedChain.FromGenesis(node.Genesis).TryAdvance(headers, out _));
    }

    [Fact]
    public void The_last_header_needs_its_commit()
    {
        using SoloNode node = Node(5);
        List<LightHeader> headers = Headers(node, 1, 5);
        headers[^1].Commit = ByteString.Empty;
        Assert.Equal(HeaderCheck.CommitMissing, TrustedChain.FromGenesis(node.Genesis).TryAdvance(headers, out TrustedChain? advanced));
        Assert.Null(advanced);
    }

    [Fact]
    public void A_changed_header_breaks_its_commit()
    {
        using SoloNode node = Node(5);
        List<LightHeader> headers = Headers(node, 1, 5);
        Header.TryDecode(headers[^1].Header.Span, out Header? header);
        headers[^1].Header = ByteString.CopyFrom((header! with { StateRoot = Hashing.Sha256("mine"u8) }).Encode());
        Assert.Equal(HeaderCheck.CommitWrong, TrustedChain.FromGenesis(node.Genesis).TryAdvance(headers, out _));
    }

    [Fact]
    public void A_changed_header_in_the_middle_breaks_the_chain_of_parents()
    {
        using SoloNode node = Node(5);
        List<LightHeader> headers = Headers(node, 1, 5);
        Header.TryDecode(headers[2].Header.Span, out Header? header);
        headers[2].Header = ByteString.CopyFrom((header! with { StateRoot = Hashing.Sha256("mine"u8) }).Encode());
        Assert.Equal(HeaderCheck.NotNext, TrustedChain.FromGenesis(node.Genesis).TryAdvance(headers, out _));
    }

    [Fact]
    public void A_commit_of_two_thirds_is_not_enough()
    {
        using SoloNode node = Node(3, validators: 3);
        List<LightHeader> headers = Headers(node, 1, 3);
        Commit.TryDecode(headers[^1].Commit.Span, out Commit? commit);
        headers[^1].Commit = ByteString.CopyFrom(Commit.Create(3, 0, commit!.BlockId, [commit.Signatures[0], commit.Signatures[1], null]).Encode());
        Assert.Equal(HeaderCheck.CommitWrong, TrustedChain.FromGenesis(node.Genesis).TryAdvance(headers, out _));
    }

    [Fact]
    public void Validators_that_announce_themselves_are_refused()
    {
        using SoloNode node = Node(5);
        List<LightHeader> headers = Headers(node, 1, 2);
        ValidatorSet own = ValidatorSet.TryCreate([new Validator(SoloKeys.Account(9), SoloKeys.Key(9).GetPublicKey(), 10)])!;
        Header.TryDecode(headers[0].Header.Span, out Header? first);
        Header forged = first! with { NextValidatorsHash = own.Hash };
        headers[0].Header = ByteString.CopyFrom(forged.Encode());
        headers[0].NextValidatorSet = ByteString.CopyFrom(own.Encode());
        TrustedChain genesis = TrustedChain.FromGenesis(node.Genesis);
        Assert.Equal(HeaderCheck.CommitMissing, genesis.TryAdvance(headers, out _));
        headers[0].Commit = ByteString.CopyFrom(node.History.FindCommit(1)!.Value.Span);
        Assert.Equal(HeaderCheck.CommitWrong, genesis.TryAdvance(headers, out _));
        headers[0].Commit = ByteString.CopyFrom(SignedBy(SoloKeys.Key(9), forged, node.Genesis.Hash).Encode());
        Assert.Equal(HeaderCheck.CommitWrong, genesis.TryAdvance(headers, out _));
        headers[0].NextValidatorSet = ByteString.Empty;
        Assert.Equal(HeaderCheck.WrongNextValidators, genesis.TryAdvance(headers, out _));
    }

    [Fact]
    public void A_fork_by_other_keys_over_the_same_genesis_is_refused()
    {
        using SoloNode node = Node(1, validators: 2);
        Header header = new()
        {
            Height = 1,
            Round = 0,
            TimeMs = node.Genesis.TimeMs + 1,
            ParentId = node.Genesis.Hash,
            TransactionsRoot = default,
            EvidenceRoot = default,
            LastCommitHash = default,
            Proposer = SoloKeys.Account(9),
            BaseFee = 1_000,
            ValidatorsHash = node.Genesis.FirstValidators().Hash,
            NextValidatorsHash = node.Genesis.FirstValidators().Next().Hash,
            StateRoot = Hashing.Sha256("rich"u8),
            ReceiptsRoot = default,
        };
        var entry = new LightHeader { Header = ByteString.CopyFrom(header.Encode()), Commit = ByteString.CopyFrom(SignedBy(SoloKeys.Key(9), header, node.Genesis.Hash).Encode()) };
        Assert.Equal(HeaderCheck.CommitWrong, TrustedChain.FromGenesis(node.Genesis).TryAdvance([entry], out _));
        Header other = header with { ValidatorsHash = header.NextValidatorsHash };
        Assert.Equal(HeaderCheck.WrongValidators, TrustedChain.FromGenesis(node.Genesis).TryAdvance([new LightHeader { Header = ByteString.CopyFrom(other.Encode()) }], out _));
    }

    [Fact]
    public void A_commit_for_another_chain_is_refused()
    {
        using SoloNode node = Node(1);
        List<LightHeader> headers = Headers(node, 1, 1);
        Header.TryDecode(headers[0].Header.Span, out Header? header);
        headers[0].Commit = ByteString.CopyFrom(SignedBy(SoloKeys.Key(SoloGenesis.FirstConsensusKey), header!, Hashing.Sha256("other chain"u8)).Encode());
        Assert.Equal(HeaderCheck.CommitWrong, TrustedChain.FromGenesis(node.Genesis).TryAdvance(headers, out _));
    }

    [Fact]
    public void A_decided_header_with_another_parent_is_not_the_next_one()
    {
        using SoloNode node = Node(5);
        Assert.Equal(HeaderCheck.Valid, TrustedChain.FromGenesis(node.Genesis).TryAdvance(Headers(node, 1, 4), out TrustedChain? trusted));
        Header.TryDecode(Headers(node, 5, 5)[0].Header.Span, out Header? header);
        Header other = header! with { ParentId = Hashing.Sha256("another parent"u8) };
        PrivateKey validator = SoloKeys.Key(SoloGenesis.FirstConsensusKey);
        Assert.Equal(HeaderCheck.Valid, trusted!.CheckNext(header, SignedBy(validator, header, node.Genesis.Hash)));
        Assert.Equal(HeaderCheck.NotNext, trusted.CheckNext(other, SignedBy(validator, other, node.Genesis.Hash)));
    }

    private static SoloNode Node(int blocks, int validators = 1)
    {
        var node = new SoloNode(SoloGenesis.Create(validators));
        node.Produce(blocks);
        return node;
    }

    private static List<LightHeader> Headers(SoloNode node, ulong from, ulong to)
    {
        var headers = new List<LightHeader>();
        for (ulong height = from; height <= to; height++)
        {
            Block.TryDecode(node.History.FindBlock(height)!.Value.Span, out Block? block, out _);
            var entry = new LightHeader { Header = ByteString.CopyFrom(block!.Header.Encode()) };
            if (height == to)
                entry.Commit = ByteString.CopyFrom(node.History.FindCommit(height)!.Value.Span);
            headers.Add(entry);
        }
        return headers;
    }

    private static Commit SignedBy(PrivateKey key, Header header, Hash256 genesisHash)
    {
        BlockId id = header.ComputeId();
        return Commit.Create(header.Height, 0, id, [key.Sign(Vote.SigningDigest(genesisHash, VoteKind.Precommit, header.Height, 0, id, -1))]);
    }
}
