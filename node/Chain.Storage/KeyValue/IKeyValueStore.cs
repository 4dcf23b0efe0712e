namespace Chain.Storage.KeyValue;

/// <summary>The seam to the disk for tables: an ordered key-value store with atomic commits and snapshots. Real: <see cref="LmdbStore"/>; simulated: <see cref="MemoryStore"/>.</summary>
/// <remarks>
/// Keys have 1 to 511 bytes and are ordered bytewise. Each value is checked against its checksum when it is read: other bytes than those written are never returned.
/// Snapshots may be opened and used on any thread, each by one thread at a time. Commits run one after the other.
/// </remarks>
public interface IKeyValueStore : IDisposable
{
    /// <summary>How large the store is.</summary>
    StoreSize Size { get; }

    /// <summary>How many snapshots are open.</summary>
    int OpenSnapshots { get; }

    /// <summary>A view of the store as it is now, unmoved by later commits. It expires when it is held too long.</summary>
    /// <exception cref="StorageFailure">Too many are open.</exception>
    IKeyValueSnapshot OpenSnapshot(SnapshotLife life = SnapshotLife.Bounded);

    /// <summary>Applies the batch atomically. With <paramref name="sync"/> it is durable when the call returns; else after the next commit with it, or <see cref="Sync"/>.</summary>
    /// <exception cref="StorageFailure">Nothing was applied, or it is unknown whether it was: the node stops and starts again.</exception>
    void Commit(WriteBatch batch, bool sync);

    /// <summary>Makes every commit so far durable.</summary>
    void Sync();
}
