namespace Chain.Storage.Stores;

/// <summary>A run of the history's indexes: the transactions of the blocks from one height to another.</summary>
internal sealed record HistoryRun(uint Number, ulong First, ulong Last);
