namespace Chain.Storage.Stores;

/// <summary>Where a transaction is: height, and index in the block from 0.</summary>
public readonly record struct HistoryPlace(ulong Height, int Index);
