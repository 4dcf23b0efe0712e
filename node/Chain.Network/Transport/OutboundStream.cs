using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Chain.Protocol.Peer.V1;
using Chain.Rpc;

namespace Chain.Network.Transport;

/// <summary>One connection that we dialed. It has a handler of its own: a shared one would silently dial again when the connection dies.</summary>
internal sealed class OutboundStream : IDisposable
{
    private const int StreamWindowBytes = 1024 * 1024;

    private readonly RpcChannel _channel;
    private PeerId? _peer;
    private bool _isRefused;
    private RpcDuplexCall<Frame, Frame>? _call;

    private OutboundStream(PeerEndpoint endpoint, X509Certificate2 certificate, PeerLimits limits, TimeProvider time) =>
        _channel = new RpcChannel(new Uri($"https://{endpoint}"), new RpcChannelOptions
        {
            SeveralConnections = false,
            ConnectTimeout = limits.HandshakeTimeout,
            KeepAlivePingDelay = limits.KeepAlivePingDelay,
            KeepAlivePingTimeout = limits.KeepAlivePingTimeout,
            StreamWindowBytes = StreamWindowBytes,
            Time = time,
            Tls = new SslClientAuthenticationOptions
            {
                TargetHost = "node",
                EnabledSslProtocols = SslProtocols.Tls13,
                AllowTlsResume = false,
                ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
                CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
                RemoteCertificateValidationCallback = (_, shown, _, _) => Verify(shown),
            },
        });

    /// <summary>Who answered; known when <see cref="OpenAsync"/> returned.</summary>
    public PeerId Peer => _peer!.Value;

    public PeerStream Stream { get; private set; } = null!;

    /// <summary>Connects and begins the call; nothing is sent yet.</summary>
    /// <exception cref="PeerRefusedException">The certificate proves no node key.</exception>
    public static async Task<OutboundStream> OpenAsync(PeerEndpoint endpoint, PeerChannel channel, X509Certificate2 certificate, PeerLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        OutboundStream stream = new(endpoint, certificate, limits, time);
        try
        {
            RpcMethod<Frame, Frame> method = RpcMethod<Frame, Frame>.Find(PeerReflection.Descriptor.Services[0], channel.ToString(), RpcKind.Duplex);
            // The token covers connecting only: the call itself lives as long as the link.
            Task<RpcDuplexCall<Frame, Frame>> opening = stream._channel.DuplexAsync(method, new RpcCallOptions { ReceiveLimit = new FrameLimit(limits.Of(channel)) }, CancellationToken.None);
            stream._call = await opening.WaitAsync(cancellationToken);
            if (stream._peer is null)
                throw new PeerRefusedException(PeerDisconnectReason.BadCertificate);
            stream.Stream = new PeerStream(stream._call.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None), stream._call, stream.Dispose);
            return stream;
        }
        catch (RpcException) when (stream._isRefused)
        {
            stream.Dispose();
            throw new PeerRefusedException(PeerDisconnectReason.BadCertificate);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _call?.Dispose();
        _channel.Dispose();
    }

    private bool Verify(X509Certificate? shown)
    {
        // Another certificate on a later connection of the same handler would be another peer.
        if (_peer is null && PeerCertificate.TryVerify(shown as X509Certificate2, out PeerId peer))
        {
            _peer = peer;
            return true;
        }
        _isRefused = true;
        return false;
    }
}
