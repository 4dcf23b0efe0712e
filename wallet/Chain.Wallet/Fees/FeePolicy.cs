using Chain.Primitives;
using Chain.Types;

namespace Chain.Wallet.Fees;

/// <summary>How much is offered when the user does not say. A node only ever proposes: what it says about fees is bounded here, so that a lying one cannot make the wallet burn money.</summary>
public static class FeePolicy
{
    /// <summary>Offered to the proposer per 10⁶ gas when the user names no tip.</summary>
    public const ulong DefaultTip = 100;

    /// <summary>A replacement must pay this much more than what it replaces, in percent; a little above what nodes ask for, so that rounding never decides.</summary>
    public const ulong ReplacementPercent = 112;

    /// <summary>The most that a transaction may cost in fees when the user did not set --max-fee: a tenth of a coin, thousands of times a usual fee.</summary>
    public static Amount UnaskedFeeMax { get; } = Amount.FromGrains(Amount.GrainsPerCoin / 10);

    /// <summary>The most it may cost even then. Above it somebody confused coins and grains.</summary>
    public static Amount AskedFeeMax { get; } = Amount.FromGrains(10 * Amount.GrainsPerCoin);

    /// <summary>Twice the base fee and the tip: the base fee rises by at most an eighth a block, so this outlasts about six full blocks.</summary>
    /// <exception cref="WalletException">The wishes contradict each other.</exception>
    public static FeeTerms Terms(ulong baseFee, FeeWishes wishes)
    {
        ulong tip = wishes.Tip?.Grains ?? DefaultTip;
        ulong usual = (ulong)UInt128.Min(((UInt128)baseFee * 2) + tip, ProtocolLimits.PriceMax);
        ulong maxFee = wishes.MaxFee?.Grains ?? usual;
        if (wishes.Tip is null)
            tip = Math.Min(tip, maxFee);
        if (maxFee > ProtocolLimits.PriceMax || tip > maxFee)
            throw new WalletException(ProblemKind.Usage, "fee", $"a tip of {tip} grains and a most of {maxFee} grains per million gas do not fit together", "the tip is part of the most", "raise --max-fee or lower --tip");
        if (maxFee < baseFee)
            throw new WalletException(ProblemKind.Usage, "fee", $"--max-fee {maxFee}grain per million gas is below the base fee of {baseFee}", "no block would include it", "raise --max-fee, or leave it out");
        return new FeeTerms(maxFee, tip);
    }

    /// <summary>The terms of a transaction that takes the place of another in the pool.</summary>
    public static FeeTerms Replacing(FeeTerms replaced, FeeTerms usual)
    {
        ulong Raise(ulong price) => (ulong)UInt128.Min((((UInt128)price * ReplacementPercent) + 99) / 100, ProtocolLimits.PriceMax);
        ulong tip = Math.Max(Math.Max(Raise(replaced.Tip), replaced.Tip + 1), usual.Tip);
        ulong maxFee = Math.Max(Math.Max(Raise(replaced.MaxFee), replaced.MaxFee + 1), usual.MaxFee);
        return new FeeTerms(Math.Max(maxFee, tip), tip);
    }

    /// <summary>The gas limit: what a simulation used and 30 % more, within what the protocol allows for the transaction.</summary>
    /// <param name="extraUsed">Gas that the simulation used above the least that its transaction must have; null when there was none, and then the most is taken.</param>
    /// <param name="draft">The transaction with some gas limit: its size, action and place bound the limit.</param>
    /// <param name="gasMax">The highest limit that a block has room for.</param>
    public static ulong GasLimit(ulong? extraUsed, Transaction draft, ulong gasMax = ProtocolLimits.GasMax)
    {
        ulong most = Math.Max(GasSchedule.Minimum(draft), Math.Min(GasSchedule.Maximum(draft), gasMax));
        ulong least = GasSchedule.Minimum(draft);
        if (extraUsed is not { } extra)
            return most;
        UInt128 wanted = ((UInt128)least + extra) * 13 / 10;
        return (ulong)UInt128.Clamp(wanted, least, most);
    }

    /// <summary>Refuses a fee bound beyond reason.</summary>
    /// <exception cref="WalletException">Gas limit times max fee is more than a transaction should ever cost.</exception>
    public static void RequireReasonable(ulong gasLimit, FeeTerms terms, bool isAskedFor)
    {
        Amount most = isAskedFor ? AskedFeeMax : UnaskedFeeMax;
        if (FeeMath.TryFee(gasLimit, terms.MaxFee, out Amount bound) && bound <= most)
            return;
        throw new WalletException(
            ProblemKind.Usage, "fee-too-high", $"the fee could reach more than {most}",
            isAskedFor ? "--max-fee is a price per million gas; 2000 means coins, 2000grain means grains" : "the node reports a base fee beyond reason, or the chain is extremely busy",
            isAskedFor ? "lower --max-fee" : "ask another node with --node, wait, or set --max-fee yourself");
    }
}
