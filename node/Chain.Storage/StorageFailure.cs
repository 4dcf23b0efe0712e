namespace Chain.Storage;

/// <summary>The one exception of this project: what failed, where, why, and what to do next. Hosts catch it at one place and end with an exit code that is not zero.</summary>
/// <remarks>Two kinds concern a single reader and not the node: <see cref="StorageFault.SnapshotExpired"/> and <see cref="StorageFault.TooManySnapshots"/>; <see cref="IsFatal"/> tells.</remarks>
public sealed class StorageFailure : Exception
{
    /// <summary>Describes a failure.</summary>
    /// <param name="fault">Its kind.</param>
    /// <param name="where">The file, or the database and key.</param>
    /// <param name="why">The cause, as a sentence without its full stop.</param>
    /// <param name="next">What the operator can do, as a sentence without its full stop.</param>
    /// <param name="inner">The exception behind it, if any.</param>
    public StorageFailure(StorageFault fault, string where, string why, string next, Exception? inner = null)
        : base($"{where}: {why}. {next}.", inner)
    {
        Fault = fault;
        Where = where;
        Why = why;
        Next = next;
    }

    /// <summary>Its kind.</summary>
    public StorageFault Fault { get; }

    /// <summary>The file, or the database and key.</summary>
    public string Where { get; }

    /// <summary>The cause.</summary>
    public string Why { get; }

    /// <summary>What the operator can do.</summary>
    public string Next { get; }

    /// <summary>Offset in the file, when a position is known.</summary>
    public long? Offset { get; init; }

    /// <summary>Height concerned, when it is known.</summary>
    public ulong? Height { get; init; }

    /// <summary>True when the node cannot go on; false when only one reader's request failed.</summary>
    public bool IsFatal => Fault is not (StorageFault.SnapshotExpired or StorageFault.TooManySnapshots);
}
