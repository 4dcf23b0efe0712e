namespace Chain.Storage.Log;

/// <summary>A segment as the log remembers it.</summary>
internal sealed class LogSegment(string path, SegmentHeader header)
{
    public string Path { get; } = path;

    public SegmentHeader Header { get; } = header;

    /// <summary>Offset after the last record.</summary>
    public int End { get; set; } = SegmentHeader.Length;

    /// <summary>The highest height of any record in it.</summary>
    public ulong LastHeight { get; set; }
}
