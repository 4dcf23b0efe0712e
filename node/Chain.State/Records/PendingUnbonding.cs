using Chain.Primitives;

namespace Chain.State;

/// <summary>An amount that left a validator and is paid out once height and time have both been reached.</summary>
/// <param name="Amount">How much.</param>
/// <param name="AtHeight">The first height that may pay it.</param>
/// <param name="AtTimeMs">The earliest block time that may pay it.</param>
public readonly record struct PendingUnbonding(Amount Amount, ulong AtHeight, ulong AtTimeMs);
