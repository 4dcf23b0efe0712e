namespace Chain.Rpc;

/// <summary>What one call may choose.</summary>
public sealed record RpcCallOptions
{
    /// <summary>How long the call may take; the server is told.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Metadata to send.</summary>
    public RpcMetadata? Metadata { get; init; }

    /// <summary>Judges messages that come back; null takes the channel's limit.</summary>
    public RpcMessageLimit? ReceiveLimit { get; init; }

    /// <summary>Given: filled with the metadata that came with the status, when the call succeeds. A failure carries it in <see cref="RpcException.Trailers"/>.</summary>
    public RpcMetadata? Trailers { get; init; }
}
