namespace Chain.Storage.KeyValue;

/// <summary>The open snapshots of a store: counts them and ends those that are held too long.</summary>
internal sealed class SnapshotRegistry(string store, SnapshotLimits limits)
{
    private readonly Lock _gate = new();
    private readonly HashSet<SnapshotLease> _open = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _open.Count;
        }
    }

    public SnapshotLease Enter(SnapshotLife life)
    {
        var lease = new SnapshotLease(this, store, life == SnapshotLife.Bounded ? limits.Time.GetTimestamp() : null);
        lock (_gate)
        {
            if (life == SnapshotLife.Bounded && _open.Count >= limits.OpenMax)
                throw new StorageFailure(StorageFault.TooManySnapshots, store, $"{limits.OpenMax} snapshots are open already", "Try again in a moment");
            _open.Add(lease);
        }
        return lease;
    }

    public void Leave(SnapshotLease lease)
    {
        lock (_gate)
            _open.Remove(lease);
    }

    public bool IsTooOld(long? openedAt) => openedAt is { } since && limits.Time.GetElapsedTime(since) > limits.AgeMax;

    /// <summary>Ends the snapshots that are too old, so that the commit that follows can reuse their room.</summary>
    public void EndExpired() => End(lease => IsTooOld(lease.OpenedAt));

    public void EndAll() => End(static _ => true);

    private void End(Func<SnapshotLease, bool> which)
    {
        SnapshotLease[] ending;
        lock (_gate)
            ending = [.. _open.Where(which)];
        foreach (SnapshotLease lease in ending)
            lease.End();
    }
}
