namespace Chain.Storage.Stores;

/// <summary>How a state store works.</summary>
public sealed record StateStoreOptions
{
    /// <summary>How many heights below the newest stay readable and provable, in memory.</summary>
    public int HeightsKept { get; init; } = 8;

    /// <summary>How many heights can be undone, by records in the store: the history may fall behind the state by as many.</summary>
    public int HeightsUndoable { get; init; } = 64;

    /// <summary>How many threads update the tree; 1 means the caller's alone, as in the simulator. The result does not depend on it.</summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, 16);
}
