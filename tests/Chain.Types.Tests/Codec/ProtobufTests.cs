using Chain.Primitives;
using Chain.Primitives.Tests.Support;
using Chain.Types.Tests.Support;
using Google.Protobuf;
using P = Chain.Protocol.V1;

namespace Chain.Types.Tests.Codec;

/// <summary>The bytes that the pure types write are those of the messages generated from types.proto, read and written by another implementation.</summary>
public class ProtobufTests
{
    [Fact]
    public void Every_object_is_what_the_generated_messages_write() => Fuzz.Run(300, random =>
    {
        Same(Samples.Body(random).Encode(), P.TransactionBody.Parser);
        Same(Samples.Transaction(random).Encoded.ToArray(), P.Transaction.Parser);
        Same(Samples.Header(random).Encode(), P.Header.Parser);
        Same(Samples.Block(random).Encoded.ToArray(), P.Block.Parser);
        Same(Samples.Vote(random).Encode(), P.Vote.Parser);
        Same(Samples.Proposal(random).Encode(), P.Proposal.Parser);
        Same(Samples.Commit(random).Encode(), P.Commit.Parser);
        Same(Samples.Polka(random).Encode(), P.PolkaCertificate.Parser);
        Same(Samples.Evidence(random).Encode(), P.Evidence.Parser);
        Same(Samples.ValidatorSet(random).Encode(), P.ValidatorSet.Parser);
        Same(Samples.Receipt(random).Encode(), P.Receipt.Parser);
    });

    [Fact]
    public void A_transaction_built_from_messages_decodes_field_by_field()
    {
        var body = new P.TransactionBody
        {
            Version = 1,
            GenesisHash = ByteString.CopyFrom(TestKeys.Hash("g").Span),
            Lane = 3,
            Sequence = 4,
            ExpiryHeight = 5,
            GasLimit = 6,
            MaxFee = 8,
            Tip = 7,
            Memo = "memo",
            Transfer = new P.Transfer { To = ByteString.CopyFrom(TestKeys.Address(1).Span), Amount = 9 },
        };
        var message = new P.Transaction
        {
            Body = body.ToByteString(),
            SingleKey = new P.SingleKey { PublicKey = ByteString.CopyFrom(TestKeys.Public(2).Span), Signature = ByteString.CopyFrom(new byte[64]) },
        };
        Assert.Equal(Primitives.Encoding.DecodeError.None, Transaction.TryDecode(message.ToByteArray(), out Transaction? transaction));
        UnsignedTransaction read = transaction!.Body;
        Assert.Equal((3u, 4UL, 5UL, 6UL, 8UL, 7UL, "memo"), (read.Lane, read.Sequence, read.ExpiryHeight, read.GasLimit, read.MaxFee, read.Tip, read.Memo));
        Assert.Equal(new TransactionAction.Transfer(TestKeys.Address(1), Amount.FromGrains(9)), read.Action);
        Assert.Equal((TestKeys.Hash("g"), TestKeys.Address(2)), (read.GenesisHash, transaction.Sender));
    }

    [Fact]
    public void What_is_signed_is_what_the_specification_says()
    {
        Vote vote = new(VoteKind.Prevote, 7, 3, new BlockId(TestKeys.Hash("b")), 2, TestKeys.Address(0), default);
        var content = new P.VoteSignedContent
        {
            GenesisHash = ByteString.CopyFrom(TestKeys.Hash("g").Span),
            Kind = P.VoteKind.Prevote,
            Height = 7,
            Round = 3,
            BlockId = ByteString.CopyFrom(TestKeys.Hash("b").Span),
            ValidRoundPlusOne = 3,
        };
        Assert.Equal(Primitives.Crypto.Hashing.Tagged(DomainTag.Vote, content.ToByteArray()), vote.SigningDigest(TestKeys.Hash("g")));
        var proposal = new P.ProposalSignedContent
        {
            GenesisHash = ByteString.CopyFrom(TestKeys.Hash("g").Span),
            Height = 7,
            Round = 3,
            BlockId = ByteString.CopyFrom(TestKeys.Hash("b").Span),
            ValidRoundPlusOne = 0,
        };
        Assert.Equal(
            Primitives.Crypto.Hashing.Tagged(DomainTag.Proposal, proposal.ToByteArray()),
            Proposal.SigningDigest(TestKeys.Hash("g"), 7, 3, new BlockId(TestKeys.Hash("b")), -1));
    }

    [Fact]
    public void A_genesis_document_and_its_parameters_are_what_the_generated_messages_write()
    {
        GenesisDocument genesis = TestGenesis.Create([3, 5]);
        var message = Same(genesis.Encode(), P.GenesisDocument.Parser);
        Assert.Equal((genesis.Network, 4, 2), (message.Network, message.Accounts.Count, message.Validators.Count));
        var names = P.ChainParameters.Descriptor.Fields.InFieldNumberOrder().Select(field => field.JsonName);
        Assert.Equal(ChainParameters.Fields.Select(field => field.Name), names);
        foreach (ParameterField field in ChainParameters.Fields)
        {
            var descriptor = P.ChainParameters.Descriptor.Fields.InFieldNumberOrder().Single(d => d.JsonName == field.Name);
            Assert.Equal(field.Read(genesis.Parameters), (ulong)descriptor.Accessor.GetValue(message.Parameters));
        }
    }

    private static T Same<T>(byte[] bytes, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        T message = parser.WithDiscardUnknownFields(true).ParseFrom(bytes);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(message.ToByteArray()));
        return message;
    }
}
