using System.Net;

namespace Chain.Rpc;

/// <summary>An endpoint could not be opened. The message names the endpoint, the address and the reason.</summary>
public sealed class RpcBindException : Exception
{
    /// <summary>For an endpoint, with the reason as the system tells it.</summary>
    public RpcBindException(string endpoint, EndPoint address, string reason, Exception? inner = null)
        : base($"cannot listen on {address} ({endpoint}): {reason}", inner) => Address = address;

    /// <summary>The address that could not be opened.</summary>
    public EndPoint Address { get; }
}
