using Chain.Primitives;

namespace Chain.Client.Light;

/// <summary>An account's verified balance and next sequence of lane 0.</summary>
/// <param name="Height">The height whose state this is.</param>
/// <param name="TimeMs">The time of the header that proves it.</param>
/// <param name="Exists">False: the account is proved not to exist, and has nothing.</param>
/// <param name="Balance">What it can spend.</param>
/// <param name="Sequence">The next sequence of lane 0.</param>
public sealed record VerifiedAccount(ulong Height, ulong TimeMs, bool Exists, Amount Balance, ulong Sequence);
