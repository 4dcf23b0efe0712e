using System.Net;
using System.Net.Sockets;

namespace Chain.Testing;

/// <summary>
/// A loopback proxy between a client and a server that misbehaves on demand: it can hold bytes back, swallow them, delay them, cut connections, and take no new ones.
/// Faults apply to all connections, or to one by the order in which they came. Nothing here waits by the clock except <see cref="Delay"/>.
/// </summary>
public sealed class TcpFaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, IPEndPoint> _targetOf;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<ProxiedConnection> _connections = [];
    private readonly Task _accepting;
    private bool _refuses;
    private bool _pausesNew;

    /// <summary>Starts to forward to the target.</summary>
    public TcpFaultProxy(IPEndPoint target)
        : this(_ => target)
    {
    }

    /// <summary>Starts to forward, each connection to a target of its own: a liar in the middle.</summary>
    public TcpFaultProxy(Func<int, IPEndPoint> targetOf)
    {
        _targetOf = targetOf;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>How many connections came so far.</summary>
    public int ConnectionCount
    {
        get
        {
            lock (_lock)
                return _connections.Count;
        }
    }

    /// <summary>How long each piece waits before it goes on; zero at first.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Takes new connections and closes them at once, until told otherwise.</summary>
    public void RefuseNew(bool refuses) => Volatile.Write(ref _refuses, refuses);

    /// <summary>Holds back every byte of all connections, present and new: a black hole that keeps sockets open.</summary>
    public void Pause()
    {
        Volatile.Write(ref _pausesNew, true);
        ForEach(c => c.Pause());
    }

    /// <summary>Holds back every byte of one connection.</summary>
    public void Pause(int connection) => At(connection).Pause();

    /// <summary>Lets everything go on, with what was held back.</summary>
    public void Resume()
    {
        Volatile.Write(ref _pausesNew, false);
        ForEach(c => c.Resume());
    }

    /// <summary>From now on bytes of this connection vanish, in both directions.</summary>
    public void Drop(int connection) => At(connection).Drop();

    /// <summary>Resets one connection on both sides.</summary>
    public void Cut(int connection) => At(connection).Cut();

    /// <summary>Resets all connections on both sides.</summary>
    public void CutAll() => ForEach(c => c.Cut());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        // First nobody comes any more, then those that are here are cut: one that came in between would be neither.
        await _accepting;
        _listener.Stop();
        CutAll();
        Task[] running;
        lock (_lock)
            running = [.. _connections.Select(c => c.Finished)];
        await Task.WhenAll(running);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptSocketAsync(_stopping.Token);
                if (Volatile.Read(ref _refuses))
                {
                    client.Dispose();
                    continue;
                }
                IPEndPoint target = _targetOf(ConnectionCount);
                Socket server = new(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                ProxiedConnection connection = new(client, server, () => Delay);
                if (Volatile.Read(ref _pausesNew))
                    connection.Pause();
                lock (_lock)
                    _connections.Add(connection);
                connection.Start(target);
            }
        }
        catch (OperationCanceledException)
        {
            // The proxy was disposed.
            return;
        }
    }

    private ProxiedConnection At(int index)
    {
        lock (_lock)
            return _connections[index];
    }

    private void ForEach(Action<ProxiedConnection> action)
    {
        ProxiedConnection[] all;
        lock (_lock)
            all = [.. _connections];
        foreach (ProxiedConnection connection in all)
            action(connection);
    }
}
