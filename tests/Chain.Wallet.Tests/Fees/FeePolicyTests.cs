using Chain.Primitives;
using Chain.Types;
using Chain.Wallet.Fees;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Tests.Fees;

public class FeePolicyTests
{
    [Fact]
    public void Twice_the_base_fee_and_the_tip_are_offered() => Assert.Equal(new FeeTerms(2100, 100), FeePolicy.Terms(1000, FeeWishes.None));

    [Fact]
    public void Wishes_are_taken_as_they_are() =>
        Assert.Equal(new FeeTerms(5000, 7), FeePolicy.Terms(1000, new FeeWishes(Amount.FromGrains(5000), Amount.FromGrains(7), null)));

    [Fact]
    public void A_low_max_fee_lowers_the_usual_tip_but_never_a_wanted_one()
    {
        Assert.Equal(new FeeTerms(50, 50), FeePolicy.Terms(10, new FeeWishes(Amount.FromGrains(50), null, null)));
        Assert.Throws<WalletException>(() => FeePolicy.Terms(10, new FeeWishes(Amount.FromGrains(50), Amount.FromGrains(60), null)));
    }

    [Fact]
    public void A_max_fee_below_the_base_fee_is_refused() =>
        Assert.Throws<WalletException>(() => FeePolicy.Terms(1000, new FeeWishes(Amount.FromGrains(999), null, null)));

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 49)]
    public void A_base_fee_beyond_reason_is_refused_before_anything_is_signed(ulong baseFee)
    {
        Assert.Throws<WalletException>(() => FeePolicy.RequireReasonable(12_000, FeePolicy.Terms(baseFee, FeeWishes.None), isAskedFor: false));
    }

    [Fact]
    public void The_cap_is_a_tenth_of_a_coin_unless_more_was_asked_for()
    {
        var terms = new FeeTerms(10_000_000_000, 0);
        FeePolicy.RequireReasonable(10_000, terms, isAskedFor: false);
        Assert.Equal("fee-too-high", Assert.Throws<WalletException>(() => FeePolicy.RequireReasonable(10_001, terms, isAskedFor: false)).Problem.Code);
        FeePolicy.RequireReasonable(10_001, terms, isAskedFor: true);
        Assert.Throws<WalletException>(() => FeePolicy.RequireReasonable(ProtocolLimits.GasMax, new FeeTerms(ProtocolLimits.PriceMax, 0), isAskedFor: true));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2100, 100)]
    [InlineData(1_000_000_007, 13)]
    public void A_replacement_offers_more_than_a_tenth_more_of_both(ulong maxFee, ulong tip)
    {
        FeeTerms replacing = FeePolicy.Replacing(new FeeTerms(maxFee, tip), new FeeTerms(10, 5));
        Assert.True(replacing.MaxFee * 10 > maxFee * 11 && replacing.Tip * 10 > tip * 11);
        Assert.True(replacing.Tip <= replacing.MaxFee);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    [InlineData(3, 0)]
    [InlineData(255, ulong.MaxValue - 1)]
    public void The_gas_limit_fits_its_own_transaction(uint lane, ulong sequence)
    {
        foreach (ulong? extra in (ulong?[])[null, 0, 10_000, ulong.MaxValue])
        {
            var intent = new TransactionIntent(Make.Sender, new TransactionAction.Transfer(Make.Address(1), Amount.FromGrains(1)), "", FeeWishes.None, null, null, null);
            UnsignedTransaction body = TransactionShape.Make(Make.GenesisHash, intent, lane, sequence, 1000, new FeeTerms(2100, 100), extra);
            Transaction draft = TransactionShape.Draft(body, Make.Sender);
            Assert.InRange(body.GasLimit, GasSchedule.Minimum(draft), GasSchedule.Maximum(draft));
        }
    }

    [Fact]
    public void A_contracts_limit_is_what_it_used_and_a_third_more_within_a_block()
    {
        const ulong BlockGas = 200_000_000;
        var call = new TransactionAction.Call(Make.Address(5), "add", ReadOnlyMemory<byte>.Empty, Amount.Zero);
        var intent = new TransactionIntent(Make.Sender, call, "", FeeWishes.None, null, null, null);
        FeeTerms terms = new FeeTerms(2100, 100) with { GasMax = BlockGas };
        UnsignedTransaction usual = TransactionShape.Make(Make.GenesisHash, intent, 0, 3, 1000, terms, 1_000_000);
        ulong least = GasSchedule.Minimum(TransactionShape.Draft(usual, Make.Sender));
        Assert.Equal((least + 1_000_000) * 13 / 10, usual.GasLimit);
        Assert.Equal(BlockGas, TransactionShape.Make(Make.GenesisHash, intent, 0, 3, 1000, terms, BlockGas).GasLimit);
        Assert.Equal(BlockGas, TransactionShape.Make(Make.GenesisHash, intent, 0, 3, 1000, terms, null).GasLimit);
    }
}
