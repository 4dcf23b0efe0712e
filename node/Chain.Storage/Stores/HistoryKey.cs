using Chain.Types;

namespace Chain.Storage.Stores;

/// <summary>What finds a transaction in the history: its id, and the slot that it took.</summary>
public readonly record struct HistoryKey(TransactionId Id, TransactionSlot Slot);
