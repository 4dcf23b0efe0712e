using Chain.Primitives;

namespace Chain.Wallet.Fees;

/// <summary>What the user said about fees; null is "as usual".</summary>
/// <param name="MaxFee">The most per 10⁶ gas.</param>
/// <param name="Tip">The most of it for the proposer.</param>
/// <param name="GasLimit">The most gas.</param>
public sealed record FeeWishes(Amount? MaxFee, Amount? Tip, ulong? GasLimit)
{
    /// <summary>Everything as usual.</summary>
    public static FeeWishes None { get; } = new(null, null, null);
}
