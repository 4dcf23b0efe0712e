using Microsoft.AspNetCore.Connections;

namespace Chain.Rpc.Server;

/// <summary>What belongs to one connection; requests find it among their features.</summary>
internal sealed class ConnectionState : IDisposable
{
    private readonly ConnectionContext _connection;
    private readonly TimeSpan? _idleTimeout;
    private readonly ITimer? _idle;

    /// <summary>Running calls; changed by <see cref="CallGate"/> only.</summary>
    public int Calls;

    public ConnectionState(EndpointState endpoint, ConnectionContext connection, TimeProvider time)
    {
        Endpoint = endpoint;
        _connection = connection;
        _idleTimeout = endpoint.Endpoint.Limits.IdleTimeout;
        if (_idleTimeout is { } timeout)
            _idle = time.CreateTimer(static state => ((ConnectionState)state!).AbortIfIdle(), this, timeout, Timeout.InfiniteTimeSpan);
    }

    public EndpointState Endpoint { get; }

    public void Abort() => _connection.Abort(new ConnectionAbortedException("closed by the server"));

    /// <summary>A call ended: without another one the connection has its idle time from now.</summary>
    public void Rest()
    {
        if (_idleTimeout is { } timeout)
            _idle!.Change(timeout, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _idle?.Dispose();

    private void AbortIfIdle()
    {
        if (Volatile.Read(ref Calls) == 0)
            Abort();
    }
}
