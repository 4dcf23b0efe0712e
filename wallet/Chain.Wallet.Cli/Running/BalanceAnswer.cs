using Chain.Primitives;

namespace Chain.Wallet.Cli.Running;

/// <summary>A balance, and how sure it is.</summary>
/// <param name="Balance">The amount.</param>
/// <param name="Height">The height of the state.</param>
/// <param name="IsVerified">Whether a proof against signatures of more than two thirds was checked.</param>
/// <param name="Assurance">The same in words.</param>
internal sealed record BalanceAnswer(Amount Balance, ulong Height, bool IsVerified, string Assurance);
