using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chain.Rpc;

/// <summary>What a server is made of.</summary>
public sealed record RpcServerOptions
{
    /// <summary>Where to listen, and what is reached there.</summary>
    public required IReadOnlyList<RpcEndpoint> Endpoints { get; init; }

    /// <summary>Where the server reports.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock of deadlines and timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A connection that is silent for so long gets a ping.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A ping unanswered for so long ends the connection.</summary>
    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>HTTP/2 window of a connection. Streams share it: two that nobody reads can block the rest when it is less than all stream windows together.</summary>
    public int ConnectionWindowBytes { get; init; } = 1024 * 1024;

    /// <summary>HTTP/2 window of a stream.</summary>
    public int StreamWindowBytes { get; init; } = 768 * 1024;

    /// <summary>How long running calls may go on when the server stops.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
