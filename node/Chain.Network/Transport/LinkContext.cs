using System.Threading.Channels;
using Chain.Rpc;
using Microsoft.Extensions.Logging;

namespace Chain.Network.Transport;

/// <summary>What the parts of one transport share.</summary>
internal sealed partial class LinkContext(PeerTransportOptions options, PeerId self, ChannelWriter<PeerEvent> events, CancellationToken stopping)
{
    private const int RefusalsMax = 1000;

    private readonly ILogger _logger = options.Logging.CreateLogger("Chain.Network");
    private readonly Dictionary<string, PeerDisconnectReason> _refusals = new(StringComparer.Ordinal);
    private ulong _height = options.Height;

    public PeerTransportOptions Options => options;

    public PeerLimits Limits => options.Limits;

    public TimeProvider Time => options.Time;

    public PeerId Self => self;

    public LinkTable Table { get; } = new(self, options.Limits);

    public BanList Bans { get; } = new();

    /// <summary>What our hellos tell; set when listening has begun.</summary>
    public PeerEndpoint? Advertised { get; set; }

    /// <summary>Milliseconds that only go forward: for rates, bans and silence. A clock that is set back must not make honest peers look like floods.</summary>
    public long NowMs => (long)Time.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>What the clock on the wall says, milliseconds since 1970.</summary>
    public long WallMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public ulong Height
    {
        get => Volatile.Read(ref _height);
        set => Volatile.Write(ref _height, value);
    }

    public Protocol.Peer.V1.Hello NewHello(Google.Protobuf.ByteString linkId) => new()
    {
        ProtocolVersion = options.ProtocolVersion,
        GenesisHash = Google.Protobuf.ByteString.CopyFrom(options.GenesisHash.Span),
        Height = Height,
        ListenEndpoint = Advertised?.ToString() ?? "",
        Software = options.Software,
        LinkId = linkId,
    };

    /// <summary>Waits while the driver's channel is full: that is what slows peers down. A driver that is gone needs no events.</summary>
    public async ValueTask PostAsync(PeerEvent item, CancellationToken cancellationToken)
    {
        if (events.TryWrite(item))
            return;
        while (await events.WaitToWriteAsync(cancellationToken))
        {
            if (events.TryWrite(item))
                return;
        }
    }

    /// <summary>For the last word on a link or a dial: told unless the transport ends while the driver's channel is full.</summary>
    public async ValueTask PostLastAsync(PeerEvent item)
    {
        try
        {
            await PostAsync(item, stopping);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            LogUntold(_logger, item);
        }
    }

    public void Ban(PeerLink link, PeerDisconnectReason reason)
    {
        LogBan(_logger, link.Peer, link.Address, reason);
        Bans.Add(link.Peer, link.Address, NowMs + (long)Limits.BanDuration.TotalMilliseconds);
    }

    /// <summary>Reports what led to no link; the same again and again, as from a peer that is down, only once. Two who dial each other at once are everyday.</summary>
    public void Refused(string who, PeerDisconnectReason reason)
    {
        if (reason == PeerDisconnectReason.Duplicate || !IsNews(who, reason))
            LogRefused(_logger, LogLevel.Debug, who, reason);
        else
            LogRefused(_logger, LogLevel.Information, who, reason);
    }

    /// <summary>A link came about: a later failure is news again.</summary>
    public void Linked(string who)
    {
        lock (_refusals)
            _refusals.Remove(who);
    }

    private bool IsNews(string who, PeerDisconnectReason reason)
    {
        lock (_refusals)
        {
            if (_refusals.TryGetValue(who, out PeerDisconnectReason last) && last == reason)
                return false;
            if (_refusals.Count >= RefusalsMax)
                _refusals.Clear();
            _refusals[who] = reason;
            return true;
        }
    }

    public void Failed(PeerId peer, Exception exception) => LogFailed(_logger, exception, peer);

    public void Oversized(PeerChannel channel, int kind, int bytes) => LogOversized(_logger, channel, kind, bytes);

    /// <summary>The ways in which a connection says that it is over.</summary>
    public static bool IsConnectionEnd(Exception e) => e is RpcException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;

    [LoggerMessage(1, LogLevel.Warning, "peer {Peer} at {Address} banned: {Reason}")]
    private static partial void LogBan(ILogger logger, PeerId peer, System.Net.IPAddress? address, PeerDisconnectReason reason);

    [LoggerMessage(EventId = 2, Message = "no link with {Who}: {Reason}")]
    private static partial void LogRefused(ILogger logger, LogLevel level, string who, PeerDisconnectReason reason);

    [LoggerMessage(5, LogLevel.Debug, "not told any more: {Event}")]
    private static partial void LogUntold(ILogger logger, PeerEvent @event);

    [LoggerMessage(4, LogLevel.Error, "the link to {Peer} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, PeerId peer);

    [LoggerMessage(3, LogLevel.Error, "not sent: a {Channel} message of kind {Kind} has {Bytes} bytes, above the limit of its kind")]
    private static partial void LogOversized(ILogger logger, PeerChannel channel, int kind, int bytes);
}
