using Chain.Primitives;
using Chain.Types;

namespace Chain.Execution;

/// <summary>What a transaction pays for 10⁶ gas.</summary>
/// <param name="BaseFee">The part that is burned.</param>
/// <param name="Whole">With the tip.</param>
internal readonly record struct GasPrice(ulong BaseFee, ulong Whole)
{
    /// <summary>The price of a transaction whose max fee is at least the base fee.</summary>
    public static GasPrice Of(UnsignedTransaction body, ulong baseFee) => new(baseFee, baseFee + FeeMath.EffectiveTip(body.MaxFee, body.Tip, baseFee));

    /// <summary>
    /// The whole fee and the burned part of it; false when that is more than can exist. Rounded up once, over base fee and tip together, so
    /// that it never exceeds gas limit × max fee; the tip is what burning leaves.
    /// </summary>
    public bool TryFee(ulong gas, out Amount fee, out Amount burned) => FeeMath.TryFee(gas, Whole, out fee) & FeeMath.TryFee(gas, BaseFee, out burned);
}
