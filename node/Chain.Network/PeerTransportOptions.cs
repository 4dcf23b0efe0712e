using System.Net;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chain.Network;

/// <summary>What a transport is made of.</summary>
public sealed record PeerTransportOptions
{
    /// <summary>The node key. Used at the start, to sign the key of the certificate.</summary>
    public required PrivateKey NodeKey { get; init; }

    /// <summary>The chain; peers on another one are refused.</summary>
    public required Hash256 GenesisHash { get; init; }

    /// <summary>Where to listen; null takes no connections. Port 0 takes a free one.</summary>
    public required IPEndPoint? Listen { get; init; }

    /// <summary>What hellos tell of where we listen; null tells the bound address, unless that is a wildcard.</summary>
    public PeerEndpoint? Advertise { get; init; }

    /// <summary>Version of the peer protocol.</summary>
    public uint ProtocolVersion { get; init; } = 1;

    /// <summary>Name and version of the software.</summary>
    public string Software { get; init; } = "chain";

    /// <summary>Newest decided height at the start; <see cref="IPeerTransport.SetHeight"/> follows it.</summary>
    public ulong Height { get; init; }

    /// <summary>Bounds.</summary>
    public PeerLimits Limits { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the transport reports.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
