namespace Chain.Storage.KeyValue;

/// <summary>Where an LMDB environment lies and how large it may become.</summary>
/// <param name="Folder">The folder that holds <c>data.mdb</c> and <c>lock.mdb</c>.</param>
/// <param name="Tables">Its tables, by index.</param>
public sealed record LmdbOptions(string Folder, IReadOnlyList<Table> Tables)
{
    /// <summary>Address space reserved for the file, and so the most it may grow to; costs nothing until it is used.</summary>
    public long BytesMax { get; init; } = 64L << 30;

    /// <summary>At open every page and every value is checked, unless there are more bytes of them than this: three quarters of a second of one core a gigabyte.</summary>
    public long CheckedBytesMax { get; init; } = 1L << 30;

    /// <summary>Bounds on snapshots.</summary>
    public SnapshotLimits Snapshots { get; init; } = SnapshotLimits.Default;
}
