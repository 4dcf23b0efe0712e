using Chain.Primitives;

namespace Chain.Types;

/// <summary>Prices times gas, in integers (docs/spec/execution.md). Prices are grains per 10⁶ gas; fees are rounded up.</summary>
public static class FeeMath
{
    private const ulong PriceUnitGas = 1_000_000;

    /// <summary>ceil(gas × price / 10⁶). False when that is more than can exist.</summary>
    public static bool TryFee(ulong gas, ulong price, out Amount fee)
    {
        UInt128 product = (UInt128)gas * price;
        UInt128 grains = (product + (PriceUnitGas - 1)) / PriceUnitGas;
        fee = default;
        return grains <= Amount.MaxSupply && Amount.TryCreate((ulong)grains, out fee);
    }

    /// <summary>The tip per 10⁶ gas that is really paid: what max fee leaves above the base fee, at most the offered tip. Requires max fee ≥ base fee.</summary>
    public static ulong EffectiveTip(ulong maxFee, ulong tip, ulong baseFee)
    {
        Invariant.Holds(maxFee >= baseFee, "an included transaction's max fee covers the base fee");
        return Math.Min(tip, maxFee - baseFee);
    }

    /// <summary>The least max fee, and the least tip, of a transaction that takes the slot of one that offers <paramref name="price"/>: a tenth more, rounded up, and at least one unit.</summary>
    public static ulong ReplacementPrice(ulong price) => price + Math.Max(1, (price / 10) + (price % 10 == 0 ? 0UL : 1UL));

    /// <summary>
    /// The base fee of the block after one whose gas limits sum to <paramref name="gasLimits"/>: moved towards the target of
    /// 80 % of <paramref name="blockGasMax"/> by at most 1/8, at least one unit when off target, never below the minimum.
    /// </summary>
    public static ulong NextBaseFee(ulong baseFee, ulong gasLimits, ulong blockGasMax, ulong baseFeeMin)
    {
        ulong target = Math.Max(1, blockGasMax / 10 * 8);
        if (gasLimits == target)
            return Math.Max(baseFee, baseFeeMin);
        bool up = gasLimits > target;
        ulong distance = Math.Min(up ? gasLimits - target : target - gasLimits, target);
        ulong change = Math.Max(1, (ulong)((UInt128)baseFee * distance / target / 8));
        ulong next = up ? Math.Min(baseFee + change, ProtocolLimits.PriceMax) : baseFee - Math.Min(baseFee, change);
        return Math.Max(next, baseFeeMin);
    }
}
