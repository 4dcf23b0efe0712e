namespace Chain.Wallet.Outbox;

/// <summary>What a node says of one lane of an account, at one height.</summary>
/// <param name="Height">The executed height.</param>
/// <param name="Sequence">The next sequence on the state.</param>
/// <param name="PendingSequence">The next one behind what the node's pool holds without gap.</param>
public readonly record struct LaneView(ulong Height, ulong Sequence, ulong PendingSequence);
