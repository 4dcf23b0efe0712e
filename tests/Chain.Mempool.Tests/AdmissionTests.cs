using Chain.Mempool.Tests.Support;
using Chain.Primitives;
using Chain.Types;
using Chain.Types.Tests.Support;
using static Chain.Mempool.Tests.Support.PoolFixture;

namespace Chain.Mempool.Tests;

public class AdmissionTests
{
    private readonly PoolFixture _pool = new();

    [Fact]
    public void Admit_takes_a_transaction_and_refuses_it_again()
    {
        VerifiedTransaction transaction = _pool.Adds(From(0));
        _pool.Refuses(PoolRefusal.AlreadyPooled, From(0));
        Assert.Equal([transaction.Id], _pool.Selected());
    }

    [Fact]
    public void Admit_refuses_gas_limits_that_cannot_suffice_or_are_not_needed()
    {
        TransactionBuilder least = From(0).WithLeastGas();
        _pool.Refuses(PoolRefusal.GasLimitTooLow, least with { GasLimit = least.GasLimit - 1 });
        _pool.Refuses(PoolRefusal.GasLimitTooHigh, least with { GasLimit = GasSchedule.Maximum(least.Build()) + 11 });
        _pool.Refuses(PoolRefusal.GasLimitTooHigh, least with { GasLimit = ProtocolLimits.GasMax });
        _pool.Adds(least);
    }

    [Fact]
    public void Admit_refuses_what_has_expired_and_what_expires_too_late()
    {
        _pool.Block(5);
        _pool.Refuses(PoolRefusal.Expired, From(0) with { Expiry = 5 });
        _pool.Refuses(PoolRefusal.ExpiryTooFar, From(0) with { Expiry = 1_007 });
        _pool.Adds(From(0) with { Expiry = 6 });
        _pool.Adds(From(1) with { Expiry = 1_006 });
    }

    [Fact]
    public void Admit_refuses_a_max_fee_below_the_base_fee()
    {
        _pool.Refuses(PoolRefusal.MaxFeeTooLow, From(0) with { MaxFee = 999 });
        _pool.Refuses(PoolRefusal.MaxFeeTooLow, From(0) with { MaxFee = 0 });
        _pool.Adds(From(0) with { MaxFee = 1_000 });
    }

    [Fact]
    public void Admit_refuses_a_used_sequence()
    {
        _pool.Set(0, Amount.GrainsPerCoin, 7);
        _pool.SetLane(0, 3, 2);
        _pool.Refuses(PoolRefusal.SequenceUsed, From(0, 6));
        _pool.Refuses(PoolRefusal.SequenceUsed, From(0, 1, 3));
        _pool.Adds(From(0, 7));
        _pool.Adds(From(0, 2, 3));
    }

    [Fact]
    public void Admit_queues_a_sequence_gap_within_the_window_and_refuses_one_beyond()
    {
        _pool.Adds(From(0, 1));
        Assert.Empty(_pool.Selected());
        _pool.Adds(From(0, 64));
        _pool.Refuses(PoolRefusal.SequenceTooFarAhead, From(0, 65));
        _pool.Refuses(PoolRefusal.SequenceTooFarAhead, From(0, ulong.MaxValue - 1));
        _pool.Adds(From(0, 0));
        _pool.Adds(From(0, 66));
        Assert.Equal(2, _pool.Selected().Count);
        Assert.Equal(2UL, _pool.Pool.PendingSequence(TestKeys.Address(0), 0, _pool.State));
    }

    [Fact]
    public void A_lane_without_gaps_may_be_longer_than_the_window()
    {
        for (ulong sequence = 0; sequence < 100; sequence++)
            _pool.Adds(From(0, sequence));
        Assert.Equal(100, _pool.Selected().Count);
    }

    [Fact]
    public void Admit_refuses_a_slot_that_is_taken_unless_both_prices_rise_by_a_tenth()
    {
        VerifiedTransaction old = _pool.Adds(From(0) with { MaxFee = 2_000, Tip = 100 });
        _pool.Refuses(PoolRefusal.ReplacementUnderpriced, From(0) with { MaxFee = 2_000, Tip = 100, Memo = "other" });
        _pool.Refuses(PoolRefusal.ReplacementUnderpriced, From(0) with { MaxFee = 2_200, Tip = 109 });
        _pool.Refuses(PoolRefusal.ReplacementUnderpriced, From(0) with { MaxFee = 2_199, Tip = 110 });
        _pool.Refuses(PoolRefusal.ReplacementUnderpriced, From(0) with { MaxFee = 1_000_000, Tip = 100 });
        VerifiedTransaction replacement = (From(0) with { MaxFee = 2_200, Tip = 110 }).Verified();
        Assert.Equal(old.Id, _pool.Pool.Add(replacement, _pool.State).Replaced);
        _pool.Check();
        Assert.Equal((FateKind.Replaced, replacement.Id), (_pool.Pool.FateOf(old.Id).Kind, _pool.Pool.FateOf(old.Id).ReplacedBy));
        Assert.Equal([replacement.Id], _pool.Selected());
    }

    [Fact]
    public void A_replacement_of_a_transaction_without_tip_must_offer_one()
    {
        _pool.Adds(From(0) with { MaxFee = 2_000 });
        _pool.Refuses(PoolRefusal.ReplacementUnderpriced, From(0) with { MaxFee = 4_000 });
        _pool.Adds(From(0) with { MaxFee = 2_200, Tip = 1 });
    }

    [Fact]
    public void Admit_refuses_what_the_sender_cannot_pay_together_with_what_is_pooled()
    {
        ulong half = Amount.GrainsPerCoin / 2;
        _pool.Adds(From(0).Pays(TestKeys.Address(1), half));
        _pool.Refuses(PoolRefusal.CannotPay, From(0, 1).Pays(TestKeys.Address(1), half));
        _pool.Refuses(PoolRefusal.CannotPay, From(0, 0, 9).Pays(TestKeys.Address(1), half));
        _pool.Adds(From(0, 1).Pays(TestKeys.Address(1), half / 2));
        _pool.Refuses(PoolRefusal.CannotPay, From(50));
    }

    [Fact]
    public void A_replacement_is_charged_in_place_of_what_it_replaces()
    {
        ulong most = Amount.GrainsPerCoin - 1_000_000;
        _pool.Adds(From(0).Pays(TestKeys.Address(1), most) with { MaxFee = 2_000, Tip = 10 });
        _pool.Adds(From(0).Pays(TestKeys.Address(1), most) with { MaxFee = 2_200, Tip = 11 });
    }

    [Fact]
    public void Admit_refuses_fees_that_are_more_than_can_exist()
    {
        _pool.Refuses(PoolRefusal.CannotPay, From(0) with { MaxFee = ProtocolLimits.PriceMax });
        _pool.Refuses(PoolRefusal.CannotPay, From(0).Pays(TestKeys.Address(1), Amount.MaxSupply) with { MaxFee = ProtocolLimits.PriceMax });
        _pool.Refuses(PoolRefusal.CannotPay, From(0).Pays(TestKeys.Address(1), Amount.MaxSupply));
    }

    [Fact]
    public void Admit_refuses_more_of_one_account_than_its_share()
    {
        var pool = new PoolFixture(PoolLimits.Default with { PerAccountMax = 3 });
        pool.Adds(From(0));
        pool.Adds(From(0, 0, 1));
        pool.Adds(From(0, 0, 2));
        pool.Refuses(PoolRefusal.TooManyOfAccount, From(0, 0, 3));
        pool.Refuses(PoolRefusal.TooManyOfAccount, From(0, 1));
        pool.Adds(From(0) with { MaxFee = 20_000, Tip = 1 });
        pool.Adds(From(1));
    }
}
