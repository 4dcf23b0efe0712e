using Chain.Primitives;

namespace Chain.Storage.Log;

/// <summary>Where the log lies, and when it begins a new segment.</summary>
/// <param name="Folder">The folder of its segments.</param>
/// <param name="GenesisHash">The chain it belongs to.</param>
public sealed record LogOptions(string Folder, Hash256 GenesisHash)
{
    /// <summary>How many bytes of zeros a segment is made of: an append then changes neither length nor allocation, and a sync writes the data alone.</summary>
    public int SegmentBytes { get; init; } = 16 << 20;

    /// <summary>A new height begins a new segment when this one holds more bytes of records.</summary>
    public int RotateBytes { get; init; } = 12 << 20;

    /// <summary>A new height begins a new segment when this one holds as many heights.</summary>
    public int RotateHeights { get; init; } = 256;
}
