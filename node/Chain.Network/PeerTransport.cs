using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Chain.Network.Transport;
using Chain.Rpc;

namespace Chain.Network;

/// <summary>
/// The real network. A link to a peer is three connections over mutual TLS 1.3, all proved to belong to one node key:
/// <code>
/// dialer                                        listener
///   TLS: certificate with node key  ⇄  the same            (PeerCertificate, both sides)
///   Hello on each of three streams  →  genesis, version, ban, slots, duplicates (LinkTable)
///                                   ←  HelloAck, or a refusal with its reason
///   all three acknowledged: up          all three attached: up
///   frames                          ⇄  frames              (FrameLimit, RateLimit, SendQueue)
/// </code>
/// </summary>
public sealed class PeerTransport : IPeerTransport, IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly LinkContext _context;
    private readonly X509Certificate2 _certificate;
    private readonly PeerDialer _dialer;
    private readonly SemaphoreSlim _dialSlots;
    private readonly CancellationTokenSource _stopping;
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _dials = [];
    private RpcServer? _server;
    private int _stopped;

    private PeerTransport(LinkContext context, X509Certificate2 certificate, CancellationTokenSource stopping)
    {
        _stopping = stopping;
        _context = context;
        _certificate = certificate;
        _dialer = new PeerDialer(context, certificate);
        _dialSlots = new SemaphoreSlim(context.Limits.DialsMax);
    }

    /// <inheritdoc/>
    public PeerId Self => _context.Self;

    /// <summary>Where we listen, with the port that was taken; null when we do not.</summary>
    public IPEndPoint? Listening { get; private set; }

    /// <summary>Begins to listen. Events go to the channel until the transport is disposed.</summary>
    /// <exception cref="RpcBindException">The address cannot be listened on.</exception>
    public static async Task<PeerTransport> StartAsync(PeerTransportOptions options, ChannelWriter<PeerEvent> events, CancellationToken cancellationToken = default)
    {
        PeerId self = PeerId.Of(options.NodeKey.GetPublicKey());
        CancellationTokenSource stopping = new();
        PeerTransport transport = new(new LinkContext(options, self, events, stopping.Token), PeerCertificate.Create(options.NodeKey), stopping);
        try
        {
            if (options.Listen is not null)
                await transport.ListenAsync(options, cancellationToken);
        }
        catch
        {
            await transport.DisposeAsync();
            throw;
        }
        transport._context.Advertised = options.Advertise ?? transport.BoundEndpoint();
        return transport;
    }

    /// <inheritdoc/>
    public bool TrySend(PeerId peer, PeerChannel channel, ReadOnlyMemory<byte> payload)
    {
        if (!PayloadShape.IsOneField(payload.Span, out int kind) || payload.Length > _context.Limits.Of(channel).BytesMaxOf(kind))
        {
            // The peer would ban us for it.
            _context.Oversized(channel, kind, payload.Length);
            return false;
        }
        return _context.Table.Find(peer)?.TrySend(channel, payload) ?? false;
    }

    /// <inheritdoc/>
    public void Disconnect(PeerId peer, PeerDisconnectReason reason, bool ban)
    {
        PeerLink? link = _context.Table.Find(peer);
        if (ban && link is not null)
            _context.Ban(link, reason);
        else if (ban)
            _context.Bans.Add(peer, null, _context.NowMs + (long)_context.Limits.BanDuration.TotalMilliseconds);
        link?.Close(reason);
    }

    /// <inheritdoc/>
    public void Dial(PeerEndpoint endpoint)
    {
        Task dial = Task.Run(() => DialAsync(endpoint), CancellationToken.None);
        lock (_lock)
            _dials.Add(dial);
        _ = dial.ContinueWith(Forget, TaskScheduler.Default);

        void Forget(Task done)
        {
            lock (_lock)
                _dials.Remove(done);
        }
    }

    /// <inheritdoc/>
    public void SetHeight(ulong height) => _context.Height = height;

    /// <summary>Ends every link and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        await _stopping.CancelAsync();
        foreach (PeerLink link in _context.Table.All())
            link.Close(PeerDisconnectReason.Closed);
        if (_server is not null)
            await _server.DisposeAsync();
        Task[] dials;
        lock (_lock)
            dials = [.. _dials];
        // A driver that no longer reads its channel must not keep us: what it would be told is of no use to it.
        await Task.WhenAny(Task.WhenAll(dials), Task.Delay(StopTimeout, CancellationToken.None));
        _certificate.Dispose();
        _stopping.Dispose();
    }

    private async Task DialAsync(PeerEndpoint endpoint)
    {
        try
        {
            await _dialSlots.WaitAsync(_stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }
        // A slot is for the handshake; the link lives on without it.
        int released = 0;
        void Release()
        {
            if (Interlocked.Exchange(ref released, 1) == 0)
                _dialSlots.Release();
        }
        try
        {
            await _dialer.DialAsync(endpoint, Release, _stopping.Token);
        }
        finally
        {
            Release();
        }
    }

    private async Task ListenAsync(PeerTransportOptions options, CancellationToken cancellationToken)
    {
        PeerLimits limits = options.Limits;
        // Three a link, and room for strangers who have not said anything yet and have until the handshake timeout.
        int connections = (3 * limits.InboundMax) + 1000;
        int connectionsPerAddress = (3 * limits.InboundPerAddressMax) + 50;
        RpcEndpoint endpoint = RpcEndpoint.Grpc("peers", options.Listen!) with
        {
            Services = [new PeerListener(_context).Service()],
            // A handshake costs us milliseconds; a banned address gets none.
            AcceptAddress = address => !_context.Bans.Contains(address, _context.NowMs),
            Tls = new RpcServerTls
            {
                Certificate = _certificate,
                AcceptClient = shown => PeerCertificate.TryVerify(shown, out _),
                HandshakeTimeout = limits.HandshakeTimeout,
            },
            Limits = new RpcLimits
            {
                CallsMax = connections,
                CallsPerConnectionMax = 1,
                StreamsPerConnectionMax = 4,
                ControlFramesPerSecondMax = 100,
                StreamingCallsMax = connections,
                StreamingCallsPerAddressMax = connectionsPerAddress,
                ConnectionsMax = connections,
                ConnectionsPerAddressMax = connectionsPerAddress,
                IdleTimeout = limits.HandshakeTimeout,
                StreamWriteTimeout = limits.SendStallTimeout,
            },
        };
        _server = await RpcServer.StartAsync(
            new RpcServerOptions
            {
                Endpoints = [endpoint],
                Logging = options.Logging,
                Time = options.Time,
                KeepAlivePingDelay = limits.KeepAlivePingDelay,
                KeepAlivePingTimeout = limits.KeepAlivePingTimeout,
                ConnectionWindowBytes = 2 * 1024 * 1024,
                StreamWindowBytes = 1024 * 1024,
                StopTimeout = StopTimeout,
            },
            cancellationToken);
        Listening = (IPEndPoint)_server.AddressOf(endpoint);
    }

    private PeerEndpoint? BoundEndpoint() =>
        Listening is { } bound && !bound.Address.Equals(IPAddress.Any) && !bound.Address.Equals(IPAddress.IPv6Any) ? new PeerEndpoint(bound.Address.ToString(), bound.Port) : null;
}
