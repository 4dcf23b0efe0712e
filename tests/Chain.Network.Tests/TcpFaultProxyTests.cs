using System.Net;
using System.Net.Sockets;
using Chain.Testing;

namespace Chain.Network.Tests;

/// <summary>The proxy that the other tests trust.</summary>
public sealed class TcpFaultProxyTests
{
    /// <summary>Many times, because the connection must come at the moment of the disposal.</summary>
    [Fact]
    public async Task Disposing_a_proxy_that_just_took_a_connection_ends_both()
    {
        using TcpListener target = new(IPAddress.Loopback, 0);
        target.Start(1024);
        for (int i = 0; i < 200; i++)
        {
            using SemaphoreSlim taken = new(0);
            using SemaphoreSlim goesOn = new(0);
            TcpFaultProxy proxy = new(_ =>
            {
                taken.Release();
                goesOn.Wait();
                return (IPEndPoint)target.LocalEndpoint;
            });
            using Socket client = new(SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(proxy.Address);
            await taken.WaitAsync();
            Task disposing = proxy.DisposeAsync().AsTask();
            goesOn.Release();
            await disposing.WaitAsync(Testing.Patience.Limit);
            SocketException end = await Assert.ThrowsAsync<SocketException>(() => client.ReceiveAsync(new byte[1]).WaitAsync(Testing.Patience.Limit));
            Assert.Equal(SocketError.ConnectionReset, end.SocketErrorCode);
        }
    }
}
