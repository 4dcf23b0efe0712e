namespace Chain.Rpc;

/// <summary>What one endpoint takes on. Every number is an upper bound that a caller meets as RESOURCE_EXHAUSTED, or the transport as a refused stream or connection.</summary>
public sealed record RpcLimits
{
    /// <summary>Largest message accepted, unless the method has its own limit.</summary>
    public int ReceiveBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>Largest message sent.</summary>
    public int SendBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Calls at the same time, of all connections.</summary>
    public int CallsMax { get; init; } = 4096;

    /// <summary>Calls at the same time on one connection; the transport itself refuses what exceeds <see cref="StreamsPerConnectionMax"/>.</summary>
    public int CallsPerConnectionMax { get; init; } = 512;

    /// <summary>HTTP/2 streams of one connection. A well-behaved client queues above it.</summary>
    public int StreamsPerConnectionMax { get; init; } = 256;

    /// <summary>Streaming calls at the same time, of all connections.</summary>
    public int StreamingCallsMax { get; init; } = 1024;

    /// <summary>Streaming calls at the same time from one address.</summary>
    public int StreamingCallsPerAddressMax { get; init; } = 256;

    /// <summary>Connections at the same time.</summary>
    public int ConnectionsMax { get; init; } = 1024;

    /// <summary>Connections at the same time from one address.</summary>
    public int ConnectionsPerAddressMax { get; init; } = 512;

    /// <summary>A connection without a running call is closed after so long, also before its first call. Null leaves it to the transport (two minutes).</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>HTTP/2 frames a second on one connection that are neither calls nor their data: pings, settings, resets. Beyond it the connection is closed.</summary>
    public int ControlFramesPerSecondMax { get; init; } = 2000;

    /// <summary>How long a single request may take to arrive.</summary>
    public TimeSpan RequestReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a stream may wait for its reader to take a message.</summary>
    public TimeSpan StreamWriteTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
