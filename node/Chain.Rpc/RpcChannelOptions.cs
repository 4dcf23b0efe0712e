using System.Net.Security;

namespace Chain.Rpc;

/// <summary>How a client reaches a server.</summary>
public sealed record RpcChannelOptions
{
    /// <summary>TLS settings for https addresses; null uses the system's trust.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>How long connecting may take, TLS included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection with open calls that is silent for so long gets a ping.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A ping unanswered for so long ends the connection. Without pings a dead peer is never noticed.</summary>
    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest message accepted.</summary>
    public int ReceiveBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Largest message sent.</summary>
    public int SendBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Opens a further connection when the server's limit of streams is reached. Off: calls queue, and all share one connection.</summary>
    public bool SeveralConnections { get; init; } = true;

    /// <summary>Deadline of calls that name none; null waits for ever. Streams have none unless they name one.</summary>
    public TimeSpan? UnaryTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Initial HTTP/2 window of a stream in bytes; null leaves the default, which grows with the measured bandwidth.</summary>
    public int? StreamWindowBytes { get; init; }

    /// <summary>The clock of deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
