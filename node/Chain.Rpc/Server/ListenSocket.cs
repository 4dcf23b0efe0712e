using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Chain.Rpc.Server;

/// <summary>Opens the listening sockets, so that a failure names the endpoint, and a Unix socket has its mode before anybody can connect.</summary>
internal static class ListenSocket
{
    public static Socket Bind(EndPoint address, IReadOnlyList<RpcEndpoint> endpoints)
    {
        string name = endpoints.FirstOrDefault(e => e.Address.Equals(address))?.Name ?? "endpoint";
        try
        {
            if (address is not UnixDomainSocketEndPoint unix)
                return SocketTransportOptions.CreateDefaultBoundListenSocket(address);
            RemoveStale(unix, name);
            Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
            // Bound but not yet listening: connections are refused until the mode is right.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(unix.ToString(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return socket;
        }
        catch (SocketException e)
        {
            throw new RpcBindException(name, address, Reason(e.SocketErrorCode), e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new RpcBindException(name, address, e.Message, e);
        }
    }

    public static void Remove(EndPoint address)
    {
        if (address is UnixDomainSocketEndPoint unix)
            File.Delete(unix.ToString());
    }

    /// <summary>A killed process leaves its socket file behind; one that answers is in use.</summary>
    private static void RemoveStale(UnixDomainSocketEndPoint address, string name)
    {
        string path = address.ToString();
        if (!File.Exists(path))
            return;
        if (new FileInfo(path).Length > 0)
            throw new RpcBindException(name, address, "there is a file of that name that is not a socket");
        using Socket probe = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(address);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }
        throw new RpcBindException(name, address, Reason(SocketError.AddressAlreadyInUse));
    }

    private static string Reason(SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => "the address is already in use; stop what uses it, or choose another port",
        SocketError.AccessDenied => "permission denied; ports below 1024 need privileges",
        SocketError.AddressNotAvailable => "this machine does not have that address",
        _ => error.ToString(),
    };
}
