namespace Chain.Storage.Stores;

/// <summary>When the indexes of the history are merged into the store. Until then they are in memory, and rebuilt from the blocks at a start.</summary>
public sealed record HistoryOptions
{
    /// <summary>As soon as this many transactions wait.</summary>
    public int RunTransactions { get; init; } = 50_000;

    /// <summary>As soon as this many blocks wait.</summary>
    public int RunBlocks { get; init; } = 4_096;
}
