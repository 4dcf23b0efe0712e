using Microsoft.AspNetCore.Connections;

namespace Chain.Rpc.Server;

/// <summary>What belongs to one connection; requests find it among their features.</summary>
internal sealed class ConnectionState(EndpointState endpoint, ConnectionContext connection)
{
    /// <summary>Running calls; changed by <see cref="CallGate"/> only.</summary>
    public int Calls;

    public EndpointState Endpoint => endpoint;

    public void Abort() => connection.Abort(new ConnectionAbortedException("closed by the server"));
}
