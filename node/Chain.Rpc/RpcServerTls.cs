using System.Security.Cryptography.X509Certificates;

namespace Chain.Rpc;

/// <summary>TLS of an endpoint: version 1.3, without session resumption, so that every connection proves its keys anew.</summary>
public sealed record RpcServerTls
{
    /// <summary>What the server shows, with its private key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>Given: a client must show a certificate, and this alone judges it. Null: none is asked for.</summary>
    public Func<X509Certificate2, bool>? AcceptClient { get; init; }

    /// <summary>How long the handshake may take.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
