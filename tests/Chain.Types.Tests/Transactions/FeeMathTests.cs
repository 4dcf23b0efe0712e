using System.Numerics;
using Chain.Primitives;
using Chain.Primitives.Tests.Support;

namespace Chain.Types.Tests.Transactions;

public class FeeMathTests
{
    [Fact]
    public void Fees_agree_with_unbounded_integers() => Fuzz.Run(100_000, random =>
    {
        ulong gas = random.AnySize();
        ulong price = random.AnySize();
        BigInteger expected = ((BigInteger)gas * price + 999_999) / 1_000_000;
        bool fits = FeeMath.TryFee(gas, price, out Amount fee);
        Assert.Equal(expected <= Amount.MaxSupply, fits);
        Assert.Equal(fits ? expected : 0, fee.Grains);
    });

    [Fact]
    public void The_next_base_fee_moves_by_at_most_an_eighth_and_at_least_by_one_unit() => Fuzz.Run(100_000, random =>
    {
        ulong minimum = 1 + (random.AnySize() % 1_000_000);
        ulong baseFee = Math.Min(minimum + (random.AnySize() % ProtocolLimits.PriceMax), ProtocolLimits.PriceMax);
        ulong gasMax = 1_000_000 + (random.AnySize() % ProtocolLimits.GasMax);
        ulong limits = random.NextUInt64() % (gasMax + 1);
        ulong target = gasMax / 10 * 8;
        ulong next = FeeMath.NextBaseFee(baseFee, limits, gasMax, minimum);
        Assert.InRange(next, minimum, ProtocolLimits.PriceMax);
        ulong most = Math.Max(1, baseFee / 8);
        Assert.True(next <= baseFee + most && next + most >= baseFee);
        if (limits > target)
            Assert.True(next > baseFee || baseFee == ProtocolLimits.PriceMax);
        else if (limits < target)
            Assert.True(next < baseFee || next == minimum);
        else
            Assert.Equal(baseFee, next);
    });

    [Fact]
    public void An_empty_chain_comes_down_to_the_minimum_and_stays()
    {
        ulong fee = 1_000_000;
        for (int block = 0; block < 200; block++)
            fee = FeeMath.NextBaseFee(fee, 0, 200_000_000, 1_000);
        Assert.Equal(1_000UL, fee);
    }

    [Theory]
    [InlineData(0UL, 1UL)]
    [InlineData(1UL, 2UL)]
    [InlineData(10UL, 11UL)]
    [InlineData(11UL, 13UL)]
    [InlineData(1_000UL, 1_100UL)]
    [InlineData(1_001UL, 1_102UL)]
    public void A_replacement_costs_a_tenth_more_rounded_up_and_at_least_a_unit(ulong price, ulong expected) => Assert.Equal(expected, FeeMath.ReplacementPrice(price));
}
