using Chain.Primitives;

namespace Chain.Types;

/// <summary>The place that a transaction takes: at most one transaction is ever included for it.</summary>
public readonly record struct TransactionSlot(Address Sender, uint Lane, ulong Sequence);
