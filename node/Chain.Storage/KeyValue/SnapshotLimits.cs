namespace Chain.Storage.KeyValue;

/// <summary>Bounds on snapshots: an old one keeps the store from reusing room, so the file grows and never shrinks.</summary>
/// <param name="OpenMax">How many may be open at once; unbounded ones are opened beyond it too, since the node itself limits them.</param>
/// <param name="AgeMax">How long a bounded one may be held.</param>
/// <param name="Time">The clock.</param>
public sealed record SnapshotLimits(int OpenMax, TimeSpan AgeMax, TimeProvider Time)
{
    /// <summary>512 at once, each for two seconds of system time.</summary>
    public static SnapshotLimits Default { get; } = new(512, TimeSpan.FromSeconds(2), TimeProvider.System);
}
