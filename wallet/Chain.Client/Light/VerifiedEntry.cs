namespace Chain.Client.Light;

/// <summary>A state entry that was verified from genesis: more than two thirds of the power signed the root that proves it.</summary>
/// <param name="Height">The height whose state this is.</param>
/// <param name="TimeMs">The time of the header that proves it: a node can hold back newer ones, so whoever shows a value shows this too.</param>
/// <param name="Exists">False: the key is proved absent.</param>
/// <param name="Value">The value; empty when absent.</param>
public sealed record VerifiedEntry(ulong Height, ulong TimeMs, bool Exists, ReadOnlyMemory<byte> Value);
