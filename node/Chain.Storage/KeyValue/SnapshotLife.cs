namespace Chain.Storage.KeyValue;

/// <summary>How long a snapshot may be held.</summary>
public enum SnapshotLife
{
    /// <summary>At most <see cref="SnapshotLimits.AgeMax"/>; then reading from it fails. For whoever answers requests.</summary>
    Bounded = 0,

    /// <summary>Until it is disposed. For the node's own work, which never waits for anybody outside.</summary>
    Unbounded,
}
