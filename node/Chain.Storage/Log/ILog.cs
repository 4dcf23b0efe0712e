namespace Chain.Storage.Log;

/// <summary>The seam to the disk for the write-ahead log: appended records, durable after <see cref="Sync"/>. Real: <see cref="SegmentedLog"/>; simulated: <see cref="MemoryLog"/>.</summary>
/// <remarks>Used by one thread, the driver's. A record that was appended and not synced may be lost by a crash, and all appended after it with it.</remarks>
public interface ILog : IDisposable
{
    /// <summary>The lowest height of which the log holds all records; never more than the height below which records were released.</summary>
    ulong FirstHeight { get; }

    /// <summary>The highest height of any record; 0 when the log holds none.</summary>
    ulong LastHeight { get; }

    /// <summary>Adds a record. Heights normally rise; an older height may follow a newer one.</summary>
    /// <exception cref="StorageFailure">The record is too large, or writing failed: the node stops.</exception>
    void Append(byte type, ulong height, ReadOnlySpan<byte> payload);

    /// <summary>Makes everything appended durable.</summary>
    /// <exception cref="StorageFailure">It may not be durable: the node stops.</exception>
    void Sync();

    /// <summary>The records of this height and later ones, in the order of appending.</summary>
    IEnumerable<LogRecord> Replay(ulong fromHeight);

    /// <summary>Allows to forget records below this height. What is kept longer does no harm.</summary>
    void ReleaseBefore(ulong height);
}
