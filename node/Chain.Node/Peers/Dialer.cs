using Chain.Network;
using Chain.Node.Driving;

namespace Chain.Node.Peers;

/// <summary>Keeps links to the configured peers: dials, and dials again with a growing pause when there is none.</summary>
internal sealed class Dialer
{
    private const ulong PauseMinMs = 500;
    private const ulong PauseMaxMs = 10_000;

    // A dial that neither succeeded nor failed by then is forgotten.
    private const ulong DialingMaxMs = 30_000;

    private readonly DriverContext _context;
    private readonly List<Target> _targets = [];

    public Dialer(DriverContext context, IReadOnlyList<PeerEndpoint> endpoints)
    {
        _context = context;
        foreach (PeerEndpoint endpoint in endpoints.Distinct())
            _targets.Add(new Target(endpoint));
    }

    /// <summary>Called every half second or so.</summary>
    public void DialDue()
    {
        foreach (Target target in _targets)
        {
            bool busy = target.Peer is not null || (target.DialingSinceMs != 0 && _context.NowMs < target.DialingSinceMs + DialingMaxMs);
            if (busy || _context.NowMs < target.NextMs || target.IsSelf)
                continue;
            target.DialingSinceMs = _context.NowMs;
            _context.Transport.Dial(target.Endpoint);
        }
    }

    public void Connected(PeerEvent.Connected connected)
    {
        foreach (Target target in _targets)
        {
            bool ours = connected.Direction == PeerDirection.Outbound ? target.Endpoint == connected.Endpoint : target.Endpoint == connected.Hello.ListenEndpoint;
            if (!ours)
                continue;
            target.Peer = connected.Peer;
            target.DialingSinceMs = 0;
            target.PauseMs = PauseMinMs;
        }
    }

    public void Disconnected(PeerId peer)
    {
        foreach (Target target in _targets.Where(target => target.Peer == peer))
        {
            target.Peer = null;
            Pause(target);
        }
    }

    public void Failed(PeerEvent.DialFailed failed)
    {
        foreach (Target target in _targets.Where(target => target.Endpoint == failed.Endpoint))
        {
            target.DialingSinceMs = 0;
            target.IsSelf |= failed.Reason == PeerDisconnectReason.Self;
            Pause(target);
        }
    }

    // A random half keeps two nodes that dial each other from meeting in the same instant again and again.
    private void Pause(Target target)
    {
        target.NextMs = _context.NowMs + (target.PauseMs / 2) + (ulong)_context.Random.Below((int)target.PauseMs);
        target.PauseMs = Math.Min(PauseMaxMs, target.PauseMs * 2);
    }

    private sealed class Target(PeerEndpoint endpoint)
    {
        public PeerEndpoint Endpoint { get; } = endpoint;

        public PeerId? Peer { get; set; }

        public ulong DialingSinceMs { get; set; }

        public ulong NextMs { get; set; }

        public ulong PauseMs { get; set; } = PauseMinMs;

        public bool IsSelf { get; set; }
    }
}
