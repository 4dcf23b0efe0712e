using Chain.Mempool.Tests.Support;
using Chain.Primitives;
using Chain.Types;
using Chain.Types.Tests.Support;
using static Chain.Mempool.Tests.Support.PoolFixture;

namespace Chain.Mempool.Tests;

public class PoolBlockTests
{
    private readonly PoolFixture _pool = new();

    [Fact]
    public void What_a_block_included_leaves_the_pool()
    {
        VerifiedTransaction included = _pool.Adds(From(0));
        VerifiedTransaction next = _pool.Adds(From(0, 1));
        VerifiedTransaction other = _pool.Adds(From(1, 0, 4));
        _pool.Block(1, included, other);
        Assert.Equal((FateKind.Included, 1UL), (_pool.Pool.FateOf(included.Id).Kind, _pool.Pool.FateOf(included.Id).Height));
        Assert.Equal([next.Id], _pool.Selected());
        _pool.Refuses(PoolRefusal.AlreadyIncluded, From(0));
        _pool.Refuses(PoolRefusal.SequenceUsed, From(0) with { Memo = "another for the same slot" });
        Assert.Equal(FateKind.Included, _pool.Pool.FateOf(included.Id).Kind);
    }

    [Fact]
    public void What_another_transaction_took_the_slot_of_is_replaced_by_it()
    {
        VerifiedTransaction mine = _pool.Adds(From(0));
        VerifiedTransaction theirs = (From(0) with { Memo = "another" }).Verified();
        _pool.Block(1, theirs);
        Assert.Equal((FateKind.Replaced, theirs.Id), (_pool.Pool.FateOf(mine.Id).Kind, _pool.Pool.FateOf(mine.Id).ReplacedBy));
        Assert.Equal(FateKind.Included, _pool.Pool.FateOf(theirs.Id).Kind);
        Assert.Equal(0, _pool.Pool.Count);
    }

    [Fact]
    public void A_transaction_expires_after_its_last_height()
    {
        VerifiedTransaction two = _pool.Adds(From(0) with { Expiry = 2 });
        VerifiedTransaction three = _pool.Adds(From(0, 1) with { Expiry = 3 });
        _pool.Block(1);
        Assert.Equal(2, _pool.Selected().Count);
        _pool.Block(2);
        Assert.Equal((FateKind.Expired, 2UL), (_pool.Pool.FateOf(two.Id).Kind, _pool.Pool.FateOf(two.Id).Height));
        Assert.Equal(FateKind.Pooled, _pool.Pool.FateOf(three.Id).Kind);
        Assert.Empty(_pool.Selected());
        _pool.Block(3);
        Assert.Equal(0, _pool.Pool.Count);
    }

    [Fact]
    public void Whoever_goes_round_the_pool_by_lanes_meets_everything_that_came_before_a_mark()
    {
        var old = new List<TransactionId>();
        for (int account = 0; account < 4; account++)
        {
            for (ulong sequence = 0; sequence < 5; sequence++)
                old.Add(_pool.Adds(From(account, sequence)).Id);
        }
        ulong mark = _pool.Pool.Arrivals;
        TransactionId late = _pool.Adds(From(0, 5)).Id;
        int lane = 0;
        IReadOnlyList<TransactionId> first = _pool.Pool.Ids(ref lane, 10, mark);
        IReadOnlyList<TransactionId> second = _pool.Pool.Ids(ref lane, 10, mark);
        Assert.Equal(10, first.Count);
        Assert.Equal(old.Order(), first.Concat(second).Order());
        Assert.Equal(first, _pool.Pool.Ids(ref lane, 10, mark));
        Assert.Equal(3, _pool.Pool.Ids(ref lane, 3, mark).Count);
        Assert.Contains(late, _pool.Ids());
        Assert.Empty(_pool.Pool.Ids(ref lane, 10, 0));
    }

    [Fact]
    public void Heights_may_be_skipped_when_catching_up()
    {
        _pool.Adds(From(0) with { Expiry = 2 });
        _pool.Adds(From(1) with { Expiry = 20 });
        _pool.Block(10);
        Assert.Equal(1, _pool.Pool.Count);
        Assert.Throws<InvariantException>(() => _pool.Block(10));
    }

    [Fact]
    public void A_gap_that_a_block_closed_makes_the_rest_ready()
    {
        VerifiedTransaction waiting = _pool.Adds(From(0, 1));
        _pool.Block(1, From(0).Verified());
        Assert.Equal([waiting.Id], _pool.Selected());
    }

    [Fact]
    public void What_became_unpayable_is_thrown_out_newest_first()
    {
        ulong third = Amount.GrainsPerCoin / 3;
        VerifiedTransaction first = _pool.Adds(From(0, 0).Pays(TestKeys.Address(1), third - 10_000));
        VerifiedTransaction second = _pool.Adds(From(0, 1).Pays(TestKeys.Address(1), third - 10_000));
        VerifiedTransaction third2 = _pool.Adds(From(0, 0, 2).Pays(TestKeys.Address(1), third - 10_000));
        _pool.Set(0, third + 10_000, 0);
        _pool.Block(1, (From(0, 0) with { Memo = "spent elsewhere" }).Verified());
        Assert.Equal(PoolRefusal.CannotPay, _pool.Pool.FateOf(third2.Id).Refusal);
        Assert.Equal(FateKind.Replaced, _pool.Pool.FateOf(first.Id).Kind);
        Assert.Equal([second.Id], _pool.Selected());
    }

    [Fact]
    public void What_another_lane_spent_makes_pooled_ones_unpayable()
    {
        VerifiedTransaction pooled = _pool.Adds(From(0).Pays(TestKeys.Address(1), Amount.GrainsPerCoin / 2));
        _pool.Set(0, Amount.GrainsPerCoin / 4, 0);
        _pool.Block(1, From(0, 0, lane: 5).Verified());
        Assert.Equal(PoolRefusal.CannotPay, _pool.Pool.FateOf(pooled.Id).Refusal);
        Assert.False(_pool.Pool.HasReady);
    }

    [Fact]
    public void A_risen_base_fee_holds_transactions_back_and_a_fallen_one_lets_them_go()
    {
        VerifiedTransaction cheap = _pool.Adds(From(0) with { MaxFee = 1_000 });
        VerifiedTransaction behind = _pool.Adds(From(0, 1) with { MaxFee = 9_000 });
        _pool.Pool.OnBlock(1, 1_001, [], _pool.State);
        Assert.Empty(_pool.Selected());
        Assert.False(_pool.Pool.HasReady);
        _pool.Pool.OnBlock(2, 1_000, [], _pool.State);
        Assert.Equal([cheap.Id, behind.Id], _pool.Selected());
    }

    [Fact]
    public void Selection_goes_by_the_tip_that_is_really_paid_and_then_by_arrival()
    {
        VerifiedTransaction late = _pool.Adds(From(0) with { MaxFee = 2_000, Tip = 100 });
        VerifiedTransaction capped = _pool.Adds(From(1) with { MaxFee = 1_050, Tip = 1_000 });
        VerifiedTransaction best = _pool.Adds(From(2) with { MaxFee = 2_000, Tip = 500 });
        VerifiedTransaction tie = _pool.Adds(From(3) with { MaxFee = 1_100, Tip = 100 });
        VerifiedTransaction behind = _pool.Adds(From(1, 1) with { MaxFee = 9_000, Tip = 8_000 });
        Assert.Equal([best.Id, late.Id, tie.Id, capped.Id, behind.Id], _pool.Selected());
    }

    [Fact]
    public void Whether_looking_again_is_of_use()
    {
        VerifiedTransaction pooled = _pool.Adds(From(0));
        _pool.Refuses(PoolRefusal.MaxFeeTooLow, From(1) with { MaxFee = 1 });
        _pool.Refuses(PoolRefusal.GasLimitTooLow, From(1) with { GasLimit = 1 });
        Assert.True(_pool.Pool.IsSettled(pooled.Id));
        Assert.False(_pool.Pool.IsSettled((From(1) with { MaxFee = 1 }).Build().Id));
        Assert.True(_pool.Pool.IsSettled((From(1) with { GasLimit = 1 }).Build().Id));
        Assert.False(_pool.Pool.IsSettled(From(2).Build().Id));
    }

    [Fact]
    public void Changing_the_pool_while_selecting_breaks_an_invariant()
    {
        _pool.Adds(From(0));
        _pool.Adds(From(1));
        Assert.Throws<InvariantException>(() =>
        {
            foreach (VerifiedTransaction _ in _pool.Pool.Select())
                _pool.Pool.Add(From(2).Verified(), _pool.State);
        });
    }
}
