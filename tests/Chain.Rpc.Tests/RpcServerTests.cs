using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chain.Rpc.Tests.Echo;

namespace Chain.Rpc.Tests;

/// <summary>Listening: ports, Unix sockets, TLS.</summary>
public sealed class RpcServerTests
{
    [Fact]
    public async Task Port_in_use_names_the_endpoint_and_the_address()
    {
        await using TestServer server = await TestServer.StartAsync();
        IPEndPoint taken = new(IPAddress.Loopback, server.GrpcAddress.Port);
        RpcBindException e = await Assert.ThrowsAsync<RpcBindException>(() => RpcServer.StartAsync(new() { Endpoints = [RpcEndpoint.Grpc("peers", taken)] }));
        Assert.Contains($"127.0.0.1:{taken.Port}", e.Message, StringComparison.Ordinal);
        Assert.Contains("peers", e.Message, StringComparison.Ordinal);
        Assert.Contains("already in use", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_address_is_refused_by_name()
    {
        RpcBindException e = await Assert.ThrowsAsync<RpcBindException>(() =>
            RpcServer.StartAsync(new() { Endpoints = [RpcEndpoint.Http("pages", new(IPAddress.Parse("192.0.2.1"), 0))] }));
        Assert.Contains("192.0.2.1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unix_socket_is_for_its_owner_alone_and_replaces_a_stale_one()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "admin.sock");
            RpcEndpoint endpoint = RpcEndpoint.UnixSocket("admin", path) with { Services = [new EchoService().Build()] };
            for (int round = 0; round < 2; round++)
            {
                await using RpcServer server = await RpcServer.StartAsync(new() { Endpoints = [endpoint] });
                if (!OperatingSystem.IsWindows())
                    Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
                using RpcChannel channel = RpcChannel.OverUnixSocket(path);
                RpcClient client = new(channel, EchoService.Descriptor);
                Assert.Equal("u", (await client.UnaryAsync<EchoRequest, EchoResponse>("Say", new() { Text = "u" })).Text);
                await Assert.ThrowsAsync<RpcBindException>(() => RpcServer.StartAsync(new() { Endpoints = [endpoint] }));
            }
            LeaveStaleSocket(path);
            await using RpcServer after = await RpcServer.StartAsync(new() { Endpoints = [endpoint] });
            Assert.True(File.Exists(path));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task Unix_socket_does_not_delete_a_file_that_is_none()
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "precious");
            await Assert.ThrowsAsync<RpcBindException>(() => RpcServer.StartAsync(new() { Endpoints = [RpcEndpoint.UnixSocket("admin", path)] }));
            Assert.Equal("precious", await File.ReadAllTextAsync(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Address_that_is_not_accepted_gets_no_connection()
    {
        bool accepts = false;
        await using TestServer server = await TestServer.StartAsync(grpc: e => e with { AcceptAddress = _ => accepts });
        RpcException e = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new()));
        Assert.Equal(RpcStatusCode.Unavailable, e.Code);
        accepts = true;
        await server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new());
    }

    [Fact]
    public async Task Connections_of_one_address_are_limited()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { ConnectionsPerAddressMax = 1 });
        await server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new());
        RpcException e = await Assert.ThrowsAsync<RpcException>(() => server.NewClient().UnaryAsync<EchoRequest, EchoResponse>("Say", new()));
        Assert.Equal(RpcStatusCode.Unavailable, e.Code);
        await server.Client.UnaryAsync<EchoRequest, EchoResponse>("Say", new());
    }

    [Fact]
    public async Task Connection_that_calls_nothing_is_closed()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { IdleTimeout = TimeSpan.FromMilliseconds(100) });
        using System.Net.Sockets.Socket socket = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.GrpcAddress.Port);
        byte[] buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer).WaitAsync(Testing.Patience.Limit) > 0)
            {
            }
        }
        catch (System.Net.Sockets.SocketException e)
        {
            Assert.Equal(System.Net.Sockets.SocketError.ConnectionReset, e.SocketErrorCode);
        }
    }

    [Fact]
    public async Task Mutual_tls_shows_each_side_the_others_certificate()
    {
        using X509Certificate2 serverCertificate = NewCertificate("server");
        using X509Certificate2 clientCertificate = NewCertificate("client");
        await using TestServer server = await TestServer.StartAsync(grpc: e => e with
        {
            Tls = new() { Certificate = serverCertificate, AcceptClient = c => c.Subject == "CN=client" },
        });
        Uri address = new("https://127.0.0.1:" + server.GrpcAddress.Port);
        string? seen = null;
        using RpcChannel channel = new(address, new()
        {
            Tls = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = SslStreamCertificateContext.Create(clientCertificate, null, offline: true),
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    seen = certificate?.Subject;
                    return seen is not null;
                },
            },
        });
        EchoResponse response = await new RpcClient(channel, EchoService.Descriptor).UnaryAsync<EchoRequest, EchoResponse>("Say", new() { Text = "tls" });
        Assert.Equal("tls", response.Text);
        Assert.Equal("CN=server", seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Client_without_the_right_certificate_is_refused(bool withWrongOne)
    {
        using X509Certificate2 serverCertificate = NewCertificate("server");
        using X509Certificate2 wrong = NewCertificate("other");
        await using TestServer server = await TestServer.StartAsync(grpc: e => e with
        {
            Tls = new() { Certificate = serverCertificate, AcceptClient = c => c.Subject == "CN=client" },
        });
        using RpcChannel channel = new(new Uri("https://127.0.0.1:" + server.GrpcAddress.Port), new()
        {
            Tls = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = withWrongOne ? SslStreamCertificateContext.Create(wrong, null, offline: true) : null,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=server",
            },
        });
        RpcException e = await Assert.ThrowsAsync<RpcException>(() =>
            new RpcClient(channel, EchoService.Descriptor).UnaryAsync<EchoRequest, EchoResponse>("Say", new()));
        Assert.Equal(RpcStatusCode.Unavailable, e.Code);
    }

    private static void LeaveStaleSocket(string path)
    {
        using System.Net.Sockets.Socket socket = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        string other = path + ".tmp";
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(other));
        File.Move(other, path);
    }

    private static X509Certificate2 NewCertificate(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
