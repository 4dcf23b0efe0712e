namespace Chain.Network;

/// <summary>What one connection of a link may carry.</summary>
public sealed record PeerChannelLimits
{
    /// <summary>Largest message of each kind; the kind is the field's number in the channel's oneof.</summary>
    public required IReadOnlyDictionary<int, int> KindBytesMax { get; init; }

    /// <summary>Largest message of a kind that is not listed: perhaps of a newer version.</summary>
    public int UnknownKindBytesMax { get; init; } = 16 * 1024;

    /// <summary>Frames that wait to be sent to one peer.</summary>
    public int QueueFramesMax { get; init; } = 2048;

    /// <summary>Bytes that wait to be sent to one peer: what a peer that reads nothing can cost, for as long as a stall is suffered.</summary>
    public int QueueBytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>Frames that we send a second; a peer may send twice as many.</summary>
    public int FramesPerSecond { get; init; } = 5000;

    /// <summary>Bytes that we send a second; a peer may send twice as many.</summary>
    public long BytesPerSecond { get; init; } = 32L * 1024 * 1024;

    /// <summary>The largest message of any kind.</summary>
    internal int BytesMax => Math.Max(UnknownKindBytesMax, KindBytesMax.Values.DefaultIfEmpty(0).Max());

    /// <summary>The largest message of a kind.</summary>
    internal int BytesMaxOf(int kind) => KindBytesMax.GetValueOrDefault(kind, UnknownKindBytesMax);
}
