using Chain.Types;

namespace Chain.Wallet.Fees;

/// <summary>What a transaction offers for gas, in grains per 10⁶ gas.</summary>
/// <param name="MaxFee">The most, base fee and tip together.</param>
/// <param name="Tip">The most of it for the proposer.</param>
public readonly record struct FeeTerms(ulong MaxFee, ulong Tip)
{
    /// <summary>The highest gas limit that a block of the chain has room for.</summary>
    public ulong GasMax { get; init; } = ProtocolLimits.GasMax;
}
