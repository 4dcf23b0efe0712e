namespace Chain.Storage.Stores;

/// <summary>How a state store works.</summary>
public sealed record StateStoreOptions
{
    /// <summary>How many heights below the newest stay readable and provable.</summary>
    public int HeightsKept { get; init; } = 8;

    /// <summary>How many heights can be undone: the history may fall behind the state by as many.</summary>
    public int HeightsUndoable { get; init; } = 64;

    /// <summary>How many of the sixteen slices of the key space a commit writes to the tables. Fewer write less and keep more in memory; the result does not depend on it.</summary>
    public int SlicesPerCommit { get; init; } = 2;

    /// <summary>Below this many keys every commit writes all slices: it costs little, and slices of a tiny tree are not independent.</summary>
    public int SlicedFromKeys { get; init; } = 4096;

    /// <summary>How many threads update the tree; 1 means the caller's alone, as in the simulator. The result does not depend on it.</summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, 16);
}
