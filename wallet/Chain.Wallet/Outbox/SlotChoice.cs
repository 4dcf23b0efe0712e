namespace Chain.Wallet.Outbox;

/// <summary>A place for a new transaction.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Sequence">The place in it.</param>
/// <param name="View">What the node said of the lane.</param>
/// <param name="ForeignPending">How many transactions of this account wait in the node's pool that this wallet did not sign: another machine has the same key.</param>
public readonly record struct SlotChoice(uint Lane, ulong Sequence, LaneView View, ulong ForeignPending);
