using Chain.Contracts;

namespace Chain.Wallet.Contracts;

/// <summary>An entry of a contract's state.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="Value">The value; the zero of its type when there is no entry.</param>
/// <param name="Exists">Whether there is an entry.</param>
/// <param name="Height">The height whose state this is.</param>
/// <param name="IsVerified">Whether it was proved from genesis.</param>
/// <param name="Assurance">Why one may believe it, in words.</param>
public sealed record StateAnswer(StateQuery Query, AbiValue Value, bool Exists, ulong Height, bool IsVerified, string Assurance);
