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
    [InlineData(23)]
    [InlineData(24)]
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

    [Fact]
    public void Contract_actions_out_of_range_cannot_be_made()
    {
        Address somebody = TestKeys.Address(1);
        byte[] source = "export default class A extends Contract {}"u8.ToArray();
        Assert.Equal(DecodeError.None, Make(new TransactionAction.Deploy(new byte[ProtocolLimits.ContractSourceBytesMax].Select(_ => (byte)' ').ToArray(), default, Amount.Zero, null)));
        Assert.Equal(DecodeError.Missing, Make(new TransactionAction.Deploy(default, default, Amount.Zero, null)));
        Assert.Equal(DecodeError.Size, Make(new TransactionAction.Deploy(new byte[ProtocolLimits.ContractSourceBytesMax + 1], default, Amount.Zero, null)));
        Assert.Equal(DecodeError.Utf8, Make(new TransactionAction.Deploy(new byte[] { 0xC3, 0x28 }, default, Amount.Zero, null)));
        Assert.Equal(DecodeError.Utf8, Make(new TransactionAction.Deploy(new byte[] { 0xED, 0xA0, 0x80 }, default, Amount.Zero, null)));
        Assert.Equal(DecodeError.Range, Make(new TransactionAction.Deploy(new byte[] { 0xEF, 0xBB, 0xBF, 0x20 }, default, Amount.Zero, null)));
        Assert.Equal(DecodeError.Range, Make(new TransactionAction.Deploy(new byte[] { 0x20, 0, 0x20 }, default, Amount.Zero, null)));
        Assert.Equal(DecodeError.Range, Make(new TransactionAction.Deploy(source, default, Amount.Zero, default(Address))));
        Assert.Equal(DecodeError.Size, Make(new TransactionAction.Deploy(source, new byte[ProtocolLimits.ArgumentsBytesMax + 1], Amount.Zero, null)));
        Assert.Equal(DecodeError.None, Make(new TransactionAction.Call(somebody, new string('m', 64), new byte[ProtocolLimits.ArgumentsBytesMax], Amount.Zero)));
        Assert.Equal(DecodeError.Missing, Make(new TransactionAction.Call(somebody, "", default, Amount.Zero)));
        Assert.Equal(DecodeError.Size, Make(new TransactionAction.Call(somebody, new string('m', 65), default, Amount.Zero)));
        foreach (string method in new[] { "1st", "add\0", "a b", "añadir", "a.b", "\u202Eevil" })
            Assert.Equal(DecodeError.Range, Make(new TransactionAction.Call(somebody, method, default, Amount.Zero)));
        Assert.Equal(DecodeError.Size, Make(new TransactionAction.Call(somebody, "add", new byte[ProtocolLimits.ArgumentsBytesMax + 1], Amount.Zero)));
        Assert.Equal(DecodeError.Range, Make(new TransactionAction.Call(default, "add", default, Amount.Zero)));
        Assert.Equal(DecodeError.Missing, Make(new TransactionAction.Upgrade(somebody, default, default)));
        Assert.Equal(DecodeError.Range, Make(new TransactionAction.Upgrade(default, source, default)));
        Assert.Equal(DecodeError.Range, Make(new TransactionAction.Freeze(default)));

        static DecodeError Make(TransactionAction action) => UnsignedTransaction.TryCreate(s_chain, 0, 0, 1, 1, 0, 0, "", action, out _);
    }

    [Fact]
    public void A_contract_action_debits_its_value_and_an_upgrade_or_a_freeze_nothing()
    {
        Amount value = Amount.FromGrains(700);
        Address somebody = TestKeys.Address(1);
        byte[] source = [(byte)'x'];
        Assert.Equal(value, new TransactionAction.Deploy(source, default, value, null).Debit);
        Assert.Equal(value, new TransactionAction.Call(somebody, "pay", default, value).Debit);
        Assert.Equal(Amount.Zero, new TransactionAction.Upgrade(somebody, source, default).Debit);
        Assert.Equal(Amount.Zero, new TransactionAction.Freeze(somebody).Debit);
    }

    [Fact]
    public void Contract_actions_are_equal_when_their_bytes_are()
    {
        Address somebody = TestKeys.Address(1);
        Assert.Equal(new TransactionAction.Call(somebody, "pay", new byte[] { 1, 2 }, Amount.Zero), new TransactionAction.Call(somebody, "pay", new byte[] { 1, 2 }, Amount.Zero));
        Assert.NotEqual(new TransactionAction.Call(somebody, "pay", new byte[] { 1, 2 }, Amount.Zero), new TransactionAction.Call(somebody, "pay", new byte[] { 1, 3 }, Amount.Zero));
        Assert.Equal(new TransactionAction.Deploy(new byte[] { 1 }, default, Amount.Zero, somebody), new TransactionAction.Deploy(new byte[] { 1 }, default, Amount.Zero, somebody));
        Assert.NotEqual(new TransactionAction.Deploy(new byte[] { 1 }, default, Amount.Zero, somebody), new TransactionAction.Deploy(new byte[] { 1 }, default, Amount.Zero, null));
        Assert.NotEqual(new TransactionAction.Upgrade(somebody, new byte[] { 1 }, default), new TransactionAction.Upgrade(somebody, new byte[] { 2 }, default));
    }

    [Fact]
    public void A_deployment_pays_for_each_byte_of_its_source_before_it_is_included()
    {
        Transaction small = Deploying(1);
        Transaction large = Deploying(1001);
        ulong sizes = (ulong)(large.Encoded.Length - small.Encoded.Length) * GasSchedule.TransactionByte;
        Assert.Equal((1000 * GasSchedule.SourceByte) + sizes, GasSchedule.Minimum(large) - GasSchedule.Minimum(small));
        Assert.Equal(ProtocolLimits.GasMax, GasSchedule.Maximum(large));

        static Transaction Deploying(int length) => (s_builder with
        {
            GasLimit = 1_000_000,
            Action = new TransactionAction.Deploy(Enumerable.Repeat((byte)'x', length).ToArray(), default, Amount.Zero, null),
        }).Build();
    }

    [Fact]
    public void Where_a_contract_may_run_at_least_half_of_the_limit_is_paid()
    {
        var call = new TransactionAction.Call(TestKeys.Address(1), "pay", default, Amount.Zero);
        UnsignedTransaction body = (s_builder with { GasLimit = 100_001, Action = call }).Build().Body;
        Assert.Equal((50_000UL, 50_000UL, 50_001UL, 100_001UL), (GasSchedule.Charged(body, 1), GasSchedule.Charged(body, 50_000), GasSchedule.Charged(body, 50_001), GasSchedule.Charged(body, 100_001)));
        Assert.Equal(1UL, GasSchedule.Charged((s_builder with { GasLimit = 100_001 }).Build().Body, 1));
        Assert.Equal(1UL, GasSchedule.Charged((s_builder with { GasLimit = 100_001, Action = new TransactionAction.Freeze(TestKeys.Address(1)) }).Build().Body, 1));
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
