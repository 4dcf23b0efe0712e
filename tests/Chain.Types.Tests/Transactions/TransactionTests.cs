using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types.Tests.Support;

namespace Chain.Types.Tests.Transactions;

public class TransactionTests
{
    private static readonly Hash256 s_chain = TestKeys.Hash("chain");
    private static readonly TransactionBuilder s_builder = new(s_chain, 0);

    [Fact]
    public void A_signed_transaction_verifies_on_its_chain_and_on_no_other()
    {
        Transaction transaction = s_builder.Build();
        Assert.NotNull(VerifiedTransaction.Verify(transaction, s_chain));
        Assert.Null(VerifiedTransaction.Verify(transaction, TestKeys.Hash("Chain")));
        Assert.Null(VerifiedTransaction.Verify(transaction, default));
        Assert.Equal(TestKeys.Address(0), transaction.Sender);
    }

    [Fact]
    public void Signatures_that_are_not_the_senders_do_not_verify()
    {
        Transaction good = s_builder.Build();
        foreach (Signature signature in WrongSignatures(good))
        {
            Transaction wrong = good.Body.Sign(good.Key, signature);
            Assert.Equal(DecodeError.None, Transaction.TryDecode(wrong.Encoded.Span, out Transaction? decoded));
            Assert.Null(VerifiedTransaction.Verify(decoded!, s_chain));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void Signatures_of_another_length_do_not_decode(int length)
    {
        byte[] bytes = Encode(s_builder.Build(), new byte[length]);
        Assert.NotEqual(DecodeError.None, Transaction.TryDecode(bytes, out _));
    }

    [Theory]
    [InlineData("04")]
    [InlineData("00")]
    [InlineData("06")]
    [InlineData("07")]
    [InlineData("05")]
    public void Keys_that_are_not_compressed_do_not_decode(string prefix)
    {
        byte[] key = [.. Convert.FromHexString(prefix), .. new byte[32]];
        Assert.False(PublicKey.TryCreate(key, out _));
        Assert.False(PublicKey.TryCreate([.. key, .. new byte[32]], out _));
    }

    [Fact]
    public void Any_change_of_the_signed_part_or_of_the_signature_is_another_id()
    {
        Transaction one = s_builder.Build();
        Transaction[] others =
        [
            (s_builder with { Memo = "x" }).Build(), (s_builder with { Sequence = 1 }).Build(), (s_builder with { Lane = 1 }).Build(),
            (s_builder with { Tip = 1 }).Build(), one.Body.Sign(one.Key, default),
        ];
        Assert.Equal(others.Length, others.Select(t => t.Id).Where(id => id != one.Id).Distinct().Count());
    }

    [Fact]
    public void Values_out_of_range_cannot_be_made()
    {
        TransactionAction action = s_builder.Action;
        Assert.Equal(DecodeError.Range, Make(lane: 256));
        Assert.Equal(DecodeError.Range, Make(sequence: ulong.MaxValue));
        Assert.Equal(DecodeError.Range, Make(expiry: 0));
        Assert.Equal(DecodeError.Range, Make(expiry: ProtocolLimits.HeightMax + 1));
        Assert.Equal(DecodeError.Range, Make(gas: 0));
        Assert.Equal(DecodeError.Range, Make(gas: ProtocolLimits.GasMax + 1));
        Assert.Equal(DecodeError.Range, Make(maxFee: ProtocolLimits.PriceMax + 1));
        Assert.Equal(DecodeError.Range, Make(maxFee: 5, tip: 6));
        Assert.Equal(DecodeError.Size, Make(memo: new string('m', 257)));
        Assert.Equal(DecodeError.Size, Make(memo: new string('ü', 129)));
        Assert.Equal(DecodeError.Utf8, Make(memo: "half \uD83C"));
        Assert.Equal(DecodeError.Utf8, Make(memo: "\uDF88 half"));
        Assert.Equal(DecodeError.None, Make(memo: "whole \uD83C\uDF88"));
        Assert.Equal(DecodeError.None, Make(memo: new string('ü', 128)));
        Assert.Equal(DecodeError.Range, Make(of: new TransactionAction.Transfer(default, Amount.Zero)));
        Assert.Equal(DecodeError.Range, Make(of: new TransactionAction.Delegate(default, Amount.Zero)));
        Assert.Equal(DecodeError.Range, Make(of: new TransactionAction.Undelegate(default, Amount.Zero)));

        DecodeError Make(uint lane = 0, ulong sequence = 0, ulong expiry = 1, ulong gas = 1, ulong maxFee = 0, ulong tip = 0, string memo = "", TransactionAction? of = null) =>
            UnsignedTransaction.TryCreate(s_chain, lane, sequence, expiry, gas, maxFee, tip, memo, of ?? action, out _);
    }

    [Theory]
    [InlineData(1UL << 62)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    public void Amounts_beyond_the_supply_do_not_decode(ulong grains) => Assert.Equal(DecodeError.Range, DecodeWithTransfer(writer => writer.UInt64(2, grains)));

    [Fact]
    public void A_transfer_to_nobody_does_not_decode()
    {
        var writer = new WireWriter();
        writer.Item(1, new byte[32]);
        Assert.Equal(DecodeError.Range, DecodeBody(writer.Written, 16));
        Assert.Equal(DecodeError.Missing, DecodeBody([], 16));
    }

    [Fact]
    public void Invalid_utf8_in_a_memo_does_not_decode() => Assert.Equal(DecodeError.Utf8, DecodeBody(TransferBytes(), 16, memo: [0xC3, 0x28]));

    [Fact]
    public void A_memo_of_a_mebibyte_does_not_decode() => Assert.Equal(DecodeError.Size, DecodeBody(TransferBytes(), 16, memo: new byte[1 << 20]));

    [Theory]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(23)]
    [InlineData(26)]
    [InlineData(29)]
    [InlineData(100)]
    public void Actions_of_later_versions_do_not_decode_before(int field) => Assert.Equal(DecodeError.Unsupported, DecodeBody(TransferBytes(), field));

    [Theory]
    [InlineData(0UL)]
    [InlineData(2UL)]
    [InlineData(4_294_967_297UL)]
    public void Other_versions_do_not_decode(ulong version) => Assert.NotEqual(DecodeError.None, DecodeBody(TransferBytes(), 16, version: version));

    [Fact]
    public void Two_actions_do_not_decode()
    {
        var writer = new WireWriter();
        writer.UInt64(1, 1);
        writer.Hash(2, s_chain);
        writer.UInt64(5, 10);
        writer.UInt64(6, 20_000);
        writer.Item(16, TransferBytes());
        writer.Item(21, TransferBytes());
        Assert.Equal(DecodeError.UnexpectedBytes, UnsignedTransaction.TryDecode(writer.Written, out _));
        writer.Clear();
    }

    [Fact]
    public void A_genesis_hash_of_another_length_does_not_decode()
    {
        foreach (int length in new[] { 0, 31, 33, 1 << 20 })
        {
            var writer = new WireWriter();
            writer.UInt64(1, 1);
            writer.Item(2, new byte[length]);
            writer.UInt64(5, 10);
            writer.UInt64(6, 20_000);
            writer.Item(16, TransferBytes());
            Assert.NotEqual(DecodeError.None, UnsignedTransaction.TryDecode(writer.Written, out _));
        }
    }

    [Fact]
    public void The_most_that_can_be_debited_is_known_from_the_bytes()
    {
        Transaction transaction = (s_builder with { MaxFee = 1_000, GasLimit = 12_345 }).Pays(TestKeys.Address(1), 500).Build();
        Assert.Equal(500UL + 13, transaction.Body.MaxDebit!.Value.Grains);
    }

    private static IEnumerable<Signature> WrongSignatures(Transaction good)
    {
        byte[] signature = good.Signature.ToArray();
        yield return Of(new byte[64]);
        yield return Of([.. new byte[32], .. signature[32..]]);
        yield return Of([.. signature[..32], .. new byte[32]]);
        byte[] order = Convert.FromHexString("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141");
        yield return Of([.. order, .. signature[32..]]);
        yield return Of([.. signature[..32], .. order]);
        byte[] highS = (new System.Numerics.BigInteger(order, true, true) - new System.Numerics.BigInteger(signature.AsSpan(32), true, true)).ToByteArray(true, true);
        yield return Of([.. signature[..32], .. new byte[32 - highS.Length], .. highS]);
        yield return TestKeys.Private(1).Sign(good.SigningDigest);
        yield return TestKeys.Private(0).Sign(TestKeys.Hash("another digest"));

        static Signature Of(byte[] bytes)
        {
            Signature.TryCreate(bytes, out Signature made);
            return made;
        }
    }

    private static byte[] TransferBytes()
    {
        var writer = new WireWriter();
        writer.Address(1, TestKeys.Address(1));
        writer.UInt64(2, 5);
        return writer.ToArray();
    }

    private static DecodeError DecodeWithTransfer(Action<WireWriter> amount)
    {
        var writer = new WireWriter();
        writer.Address(1, TestKeys.Address(1));
        amount(writer);
        return DecodeBody(writer.Written, 16);
    }

    private static DecodeError DecodeBody(ReadOnlySpan<byte> action, int field, byte[]? memo = null, ulong version = 1)
    {
        var writer = new WireWriter();
        writer.UInt64(1, version);
        writer.Hash(2, s_chain);
        writer.UInt64(5, 10);
        writer.UInt64(6, 20_000);
        if (memo is not null)
            writer.Item(9, memo);
        writer.Item(field, action);
        return UnsignedTransaction.TryDecode(writer.Written, out _);
    }

    private static byte[] Encode(Transaction transaction, byte[] signature)
    {
        var inner = new WireWriter();
        inner.PublicKey(1, transaction.Key);
        inner.Item(2, signature);
        var writer = new WireWriter();
        writer.Item(1, transaction.Body.Encode());
        writer.Item(2, inner.Written);
        return writer.ToArray();
    }
}
