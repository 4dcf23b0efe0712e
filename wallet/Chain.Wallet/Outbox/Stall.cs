namespace Chain.Wallet.Outbox;

/// <summary>An open transaction that holds up its lane: the next one to be included, and the node does not have it.</summary>
/// <param name="Entry">The transaction.</param>
/// <param name="WasTaken">True when a node had it once and has forgotten it, as after a restart: sending it again is what its owner wants. False when nobody knows whether it was ever sent.</param>
public sealed record Stall(OutboxEntry Entry, bool WasTaken);
