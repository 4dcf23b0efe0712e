using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Types;
using Chain.Wallet.Fees;

namespace Chain.Wallet.Sending;

/// <summary>What will be signed, as far as it is known before a slot is taken: what the user is asked about.</summary>
/// <param name="Intent">What is wanted.</param>
/// <param name="Preview">The body with the slot that it would get now; lane, sequence and expiry may still move.</param>
/// <param name="Terms">Prices.</param>
/// <param name="ExtraUsed">Gas that the simulation used above the least.</param>
/// <param name="FeeBound">The most that the fee can be, whatever slot it gets.</param>
/// <param name="FeeExpected">What it would cost now; null without a simulation.</param>
/// <param name="SimulatedCode">What the simulation ended with: "SUCCESS" or why it would fail; null without one.</param>
/// <param name="Height">The height that all this was judged at.</param>
/// <param name="ExpiryBlocks">How many blocks ahead the expiry lies.</param>
public sealed record TransactionPlan(
    TransactionIntent Intent, UnsignedTransaction Preview, FeeTerms Terms, ulong? ExtraUsed, Amount FeeBound, Amount? FeeExpected,
    string? SimulatedCode, ulong Height, ulong ExpiryBlocks)
{
    /// <summary>The gas that it uses when the state stays as it is; null without a simulation. The digits of its own limit are paid for, so it is not the simulation's to a byte.</summary>
    public ulong? GasExpected { get; init; }

    /// <summary>What was simulated, and the node's answer; null without a simulation. Its place in the lane may be another than the preview's.</summary>
    public (UnsignedTransaction Body, SimulateTransactionResponse Answer)? Simulation { get; init; }
}
