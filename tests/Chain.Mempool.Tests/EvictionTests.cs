using Chain.Mempool.Tests.Support;
using Chain.Types;
using static Chain.Mempool.Tests.Support.PoolFixture;

namespace Chain.Mempool.Tests;

public class EvictionTests
{
    private readonly PoolFixture _pool = new(PoolLimits.Default with { TransactionsMax = 4 });

    [Fact]
    public void A_full_pool_gives_the_cheapest_place_to_who_offers_more()
    {
        VerifiedTransaction[] pooled = [.. Enumerable.Range(0, 4).Select(i => _pool.Adds(From(i) with { MaxFee = 2_000 + (ulong)(i * 100) }))];
        _pool.Refuses(PoolRefusal.PoolFull, From(5) with { MaxFee = 1_999 });
        _pool.Refuses(PoolRefusal.PoolFull, From(5) with { MaxFee = 2_000 });
        _pool.Adds(From(5) with { MaxFee = 2_001 });
        Assert.Equal((FateKind.Refused, PoolRefusal.Evicted), (_pool.Pool.FateOf(pooled[0].Id).Kind, _pool.Pool.FateOf(pooled[0].Id).Refusal));
        Assert.Equal(4, _pool.Pool.Count);
    }

    [Fact]
    public void Of_equal_max_fees_the_higher_tip_stays()
    {
        for (int i = 0; i < 4; i++)
            _pool.Adds(From(i) with { MaxFee = 2_000, Tip = 10 });
        _pool.Refuses(PoolRefusal.PoolFull, From(5) with { MaxFee = 2_000, Tip = 10 });
        _pool.Adds(From(5) with { MaxFee = 2_000, Tip = 11 });
    }

    [Fact]
    public void Only_the_last_of_a_lane_is_evicted()
    {
        VerifiedTransaction first = _pool.Adds(From(0, 0) with { MaxFee = 1_000 });
        VerifiedTransaction second = _pool.Adds(From(0, 1) with { MaxFee = 9_000 });
        _pool.Adds(From(1) with { MaxFee = 5_000 });
        _pool.Adds(From(2) with { MaxFee = 5_000 });
        _pool.Adds(From(3) with { MaxFee = 2_000 });
        Assert.Equal(FateKind.Pooled, _pool.Pool.FateOf(first.Id).Kind);
        Assert.Equal(PoolRefusal.Evicted, _pool.Pool.FateOf(second.Id).Refusal);
    }

    [Fact]
    public void A_high_offer_behind_a_low_one_counts_no_more_than_the_low_one()
    {
        for (ulong sequence = 0; sequence < 4; sequence++)
            _pool.Adds(From(0, sequence) with { MaxFee = sequence == 0 ? 1_000UL : 1_000_000 });
        _pool.Adds(From(1) with { MaxFee = 1_100 });
        Assert.Equal(4, _pool.Pool.Count);
    }

    [Fact]
    public void A_successor_does_not_evict_what_it_builds_on()
    {
        for (ulong sequence = 0; sequence < 4; sequence++)
            _pool.Adds(From(0, sequence) with { MaxFee = 1_000 });
        _pool.Refuses(PoolRefusal.PoolFull, From(0, 4) with { MaxFee = 9_000 });
    }

    [Fact]
    public void What_waits_behind_a_gap_gives_way_to_what_can_be_included_whatever_it_offers()
    {
        for (int i = 0; i < 4; i++)
            _pool.Adds(From(i, sequence: 1) with { MaxFee = 1_000_000 });
        for (int i = 5; i < 9; i++)
            _pool.Adds(From(i) with { MaxFee = 1_000 });
        Assert.Equal(4, _pool.Selected().Count);
    }

    [Fact]
    public void What_waits_behind_a_gap_never_takes_the_place_of_what_can_be_included()
    {
        for (int i = 0; i < 4; i++)
            _pool.Adds(From(i) with { MaxFee = 1_000 });
        _pool.Refuses(PoolRefusal.PoolFull, From(5, sequence: 1) with { MaxFee = 1_000_000 });
    }

    [Fact]
    public void Of_those_that_wait_the_cheapest_gives_way()
    {
        for (int i = 0; i < 4; i++)
            _pool.Adds(From(i, sequence: 1) with { MaxFee = 2_000 });
        _pool.Refuses(PoolRefusal.PoolFull, From(5, sequence: 1) with { MaxFee = 2_000 });
        _pool.Adds(From(5, sequence: 1) with { MaxFee = 2_001 });
    }

    [Fact]
    public void A_replacement_in_a_full_pool_evicts_nobody()
    {
        for (int i = 0; i < 4; i++)
            _pool.Adds(From(i) with { MaxFee = 2_000 });
        _pool.Adds(From(0) with { MaxFee = 2_200, Tip = 1 });
        Assert.Equal(4, _pool.Pool.Count);
    }

    [Fact]
    public void Bytes_are_bounded_and_a_large_one_does_not_throw_out_many_small_ones()
    {
        int small = From(0).Build().Encoded.Length;
        var pool = new PoolFixture(PoolLimits.Default with { BytesMax = 4 * small });
        for (int i = 0; i < 4; i++)
            pool.Adds(From(i));
        pool.Refuses(PoolRefusal.PoolFull, From(5) with { MaxFee = 90_000, Memo = new string('m', 250) });
        pool.Adds(From(5) with { MaxFee = 15_000 });
        Assert.Equal(4, pool.Pool.Count);
    }

    [Fact]
    public void Fates_are_bounded_and_refusals_do_not_wash_out_what_became_of_pooled_ones()
    {
        var pool = new PoolFixture(PoolLimits.Default with { FatesMax = 8 });
        VerifiedTransaction expires = pool.Adds(From(0) with { Expiry = 1 });
        pool.Block(1);
        TransactionId first = (From(1) with { MaxFee = 0 }).Build().Id;
        for (ulong i = 0; i < 20; i++)
            pool.Refuses(PoolRefusal.MaxFeeTooLow, From(1) with { MaxFee = i });
        Assert.Equal(FateKind.Expired, pool.Pool.FateOf(expires.Id).Kind);
        Assert.Equal(FateKind.Unknown, pool.Pool.FateOf(first).Kind);
    }
}
