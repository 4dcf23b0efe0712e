using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chain.Network.Transport;
using Chain.Primitives.Crypto;
using Chain.Protocol.Peer.V1;
using Chain.Testing;
using Google.Protobuf;

namespace Chain.Network.Tests;

/// <summary>Dialers that break the rules, over real sockets.</summary>
public sealed class HostilePeerTests
{
    private static readonly PeerLimits Hasty = new() { HandshakeTimeout = TimeSpan.FromMilliseconds(300) };

    [Fact]
    public async Task Certificate_without_a_node_key_does_not_get_through_tls()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 plain = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1000));
        await RefusedByTlsAsync(node, plain);
    }

    [Fact]
    public async Task Certificate_with_a_bad_signature_does_not_get_through_tls()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using PrivateKey nodeKey = TestNode.KeyOf(2);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] signature = nodeKey.Sign(PeerCertificate.Digest(key.ExportSubjectPublicKeyInfo())).ToArray();
        signature[40] ^= 1;
        Assert.True(Signature.TryCreate(signature, out Signature bad));
        await RefusedByTlsAsync(node, PeerCertificate.Create(key, nodeKey.GetPublicKey(), bad));
    }

    [Fact]
    public async Task Binding_copied_from_another_nodes_certificate_does_not_get_through_tls()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using PrivateKey victim = TestNode.KeyOf(2);
        using ECDsa victimTls = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Signature binding = victim.Sign(PeerCertificate.Digest(victimTls.ExportSubjectPublicKeyInfo()));
        using ECDsa own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RefusedByTlsAsync(node, PeerCertificate.Create(own, victim.GetPublicKey(), binding));
    }

    [Fact]
    public async Task Dialer_does_not_accept_a_listener_without_a_node_key()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 plain = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1000));
        Rpc.RpcEndpoint endpoint = Rpc.RpcEndpoint.Grpc("impostor", new(System.Net.IPAddress.Loopback, 0)) with { Tls = new() { Certificate = plain, AcceptClient = _ => plain.HasPrivateKey } };
        await using Rpc.RpcServer impostor = await Rpc.RpcServer.StartAsync(new() { Endpoints = [endpoint] });
        await using TestNode node = await TestNode.StartAsync(1);
        node.Transport.Dial(new PeerEndpoint("127.0.0.1", impostor.PortOf(endpoint)));
        Assert.Equal(PeerDisconnectReason.BadCertificate, (await node.NextAsync<PeerEvent.DialFailed>()).Reason);
    }

    [Fact]
    public async Task Payload_before_hello_ends_the_connection()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer peer = new(TestNode.KeyOf(2));
        PeerStream stream = await peer.OpenAsync(node, PeerChannel.Consensus);
        await stream.Outgoing.WriteAsync(new Frame { Payload = ByteString.CopyFrom(TestNode.Vote(10)) });
        await HostilePeer.EndsAsync(stream);
        Assert.False(node.TryNext(out _));
    }

    [Fact]
    public async Task Hello_that_brings_a_payload_along_ends_the_connection()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer peer = new(TestNode.KeyOf(2));
        PeerStream stream = await peer.OpenAsync(node, PeerChannel.Consensus);
        await stream.Outgoing.WriteAsync(new Frame { Hello = peer.Hello, Payload = ByteString.CopyFrom(TestNode.Vote(10)) });
        await HostilePeer.EndsAsync(stream);
    }

    public static TheoryData<string> MalformedHellos => ["genesis short", "genesis long", "no link id", "software long", "software control characters", "listen without port", "listen port 0", "listen junk"];

    [Theory]
    [MemberData(nameof(MalformedHellos))]
    public async Task Malformed_hello_ends_the_connection(string what)
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer peer = new(TestNode.KeyOf(2));
        switch (what)
        {
            case "genesis short":
                peer.Hello.GenesisHash = ByteString.CopyFrom(new byte[31]);
                break;
            case "genesis long":
                peer.Hello.GenesisHash = ByteString.CopyFrom(new byte[33]);
                break;
            case "no link id":
                peer.Hello.LinkId = ByteString.Empty;
                break;
            case "software long":
                peer.Hello.Software = new string('a', 65);
                break;
            case "software control characters":
                peer.Hello.Software = "a\u001b[31m";
                break;
            case "listen without port":
                peer.Hello.ListenEndpoint = "127.0.0.1";
                break;
            case "listen port 0":
                peer.Hello.ListenEndpoint = "127.0.0.1:0";
                break;
            default:
                peer.Hello.ListenEndpoint = "a b:1";
                break;
        }
        PeerStream stream = await peer.OpenAsync(node, PeerChannel.Consensus);
        await stream.Outgoing.WriteAsync(new Frame { Hello = peer.Hello });
        await HostilePeer.EndsAsync(stream);
        Assert.False(node.TryNext(out _));
    }

    [Fact]
    public async Task Wrong_genesis_and_versions_are_told_why()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer peer = new(TestNode.KeyOf(2));
        peer.Hello.ProtocolVersion = 0;
        Assert.Equal(Refusal.Types.Reason.UnsupportedVersion, (await peer.GreetAsync(node, PeerChannel.Consensus)).Ack.Refusal.Reason);
        peer.Hello.ProtocolVersion = uint.MaxValue;
        Assert.Equal(Refusal.Types.Reason.UnsupportedVersion, (await peer.GreetAsync(node, PeerChannel.Consensus)).Ack.Refusal.Reason);
        peer.Hello.GenesisHash = ByteString.CopyFrom(new byte[32]);
        Assert.Equal(Refusal.Types.Reason.OtherGenesis, (await peer.GreetAsync(node, PeerChannel.Sync)).Ack.Refusal.Reason);
    }

    [Fact]
    public async Task Our_own_key_is_told_that_it_is_us()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer peer = new(TestNode.KeyOf(1));
        Assert.Equal(Refusal.Types.Reason.Self, (await peer.GreetAsync(node, PeerChannel.Consensus)).Ack.Refusal.Reason);
    }

    [Fact]
    public async Task Older_tls_is_refused()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using X509Certificate2 certificate = PeerCertificate.Create(TestNode.KeyOf(2));
        using TcpClient client = new();
        await client.ConnectAsync(node.Address);
        await using System.Net.Security.SslStream tls = new(client.GetStream(), false, (_, shown, _, _) => shown is not null);
        await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(new System.Net.Security.SslClientAuthenticationOptions
        {
            TargetHost = "node",
            EnabledSslProtocols = System.Security.Authentication.SslProtocols.Tls12,
            ClientCertificates = [certificate],
        }));
    }

    [Fact]
    public async Task Second_stream_of_one_connection_is_refused()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using X509Certificate2 certificate = PeerCertificate.Create(TestNode.KeyOf(2));
        using Rpc.RpcChannel channel = new(new Uri($"https://{node.Endpoint}"), new()
        {
            SeveralConnections = false,
            Tls = new System.Net.Security.SslClientAuthenticationOptions
            {
                TargetHost = "node",
                ClientCertificateContext = System.Net.Security.SslStreamCertificateContext.Create(certificate, null, offline: true),
                RemoteCertificateValidationCallback = (_, shown, _, _) => PeerCertificate.TryVerify(shown as X509Certificate2, out PeerId _),
            },
        });
        Rpc.RpcClient client = new(channel, PeerReflection.Descriptor.Services[0]);
        using Rpc.RpcDuplexCall<Frame, Frame> first = await client.DuplexAsync<Frame, Frame>("Consensus");
        Rpc.RpcException e = await Assert.ThrowsAsync<Rpc.RpcException>(async () =>
        {
            using Rpc.RpcDuplexCall<Frame, Frame> second = await client.DuplexAsync<Frame, Frame>("Sync");
            await foreach (Frame _ in second.ReadAllAsync())
                Assert.Fail("nothing is sent");
        });
        Assert.Equal(Rpc.RpcStatusCode.ResourceExhausted, e.Code);
    }

    [Fact]
    public async Task Silent_tcp_connection_is_closed_after_the_handshake_time()
    {
        await using TestNode node = await TestNode.StartAsync(1, o => o with { Limits = Hasty });
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(node.Address);
        Assert.Equal(0, await EndAsync(socket));
    }

    [Fact]
    public async Task Connection_without_a_hello_is_closed_after_the_handshake_time()
    {
        ManualTime time = new();
        await using TestNode node = await TestNode.StartAsync(1, o => o with { Time = time });
        using HostilePeer peer = new(TestNode.KeyOf(2));
        PeerStream stream = await peer.OpenAsync(node, PeerChannel.Consensus);
        await HostilePeer.EndsInTimeAsync(stream, time);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Link_that_stays_incomplete_is_closed_after_the_handshake_time(int connections)
    {
        ManualTime time = new();
        await using TestNode node = await TestNode.StartAsync(1, o => o with { Time = time });
        using HostilePeer peer = new(TestNode.KeyOf(2));
        List<PeerStream> streams = [];
        for (int i = 0; i < connections; i++)
            streams.Add((await peer.GreetAsync(node, (PeerChannel)i)).Stream);
        foreach (PeerStream stream in streams)
            await HostilePeer.EndsInTimeAsync(stream, time);
        Assert.False(node.TryNext(out _));
    }

    [Fact]
    public async Task Same_channel_twice_does_not_make_a_link()
    {
        ManualTime time = new();
        await using TestNode node = await TestNode.StartAsync(1, o => o with { Time = time });
        using HostilePeer peer = new(TestNode.KeyOf(2));
        await peer.GreetAsync(node, PeerChannel.Consensus);
        await peer.GreetAsync(node, PeerChannel.Transactions);
        PeerStream third = await peer.OpenAsync(node, PeerChannel.Transactions);
        await third.Outgoing.WriteAsync(new Frame { Hello = peer.Hello });
        await HostilePeer.EndsInTimeAsync(third, time);
        Assert.False(node.TryNext(out _));
    }

    [Fact]
    public async Task Second_hello_is_a_violation_and_banned()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer peer = new(TestNode.KeyOf(2));
        PeerStream[] streams = await peer.LinkAsync(node);
        await streams[0].Outgoing.WriteAsync(new Frame { Hello = peer.Hello });
        await BannedAsync(node, peer, PeerDisconnectReason.ProtocolViolation);
    }

    [Fact]
    public async Task Frame_one_byte_above_the_limit_of_its_kind_is_cut_off_before_its_body()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer peer = new(TestNode.KeyOf(2));
        PeerStream[] streams = await peer.LinkAsync(node);
        int limit = new PeerLimits().Consensus.BytesMaxOf(ConsensusMessage.VoteFieldNumber);
        byte[] fits = TestNode.Vote(limit - 3);
        Assert.Equal(limit, fits.Length);
        await streams[0].Outgoing.WriteAsync(new Frame { Payload = ByteString.CopyFrom(fits) });
        Assert.Equal(limit, (await node.NextAsync<PeerEvent.FrameReceived>()).Payload.Length);
        // The frame's own tags leave some room above the limit of its kind.
        await streams[0].Outgoing.WriteAsync(new Frame { Payload = ByteString.CopyFrom(TestNode.Vote(limit + 20)) });
        await BannedAsync(node, peer, PeerDisconnectReason.OversizedFrame);
    }

    [Fact]
    public async Task Large_message_cannot_hide_behind_the_first_bytes_of_another_kind()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer peer = new(TestNode.KeyOf(2));
        PeerStream[] streams = await peer.LinkAsync(node);
        byte[] allowed = new ConsensusMessage { BlockTransactions = new BlockTransactions() }.ToByteArray();
        await streams[0].Outgoing.WriteAsync(new Frame { Payload = ByteString.CopyFrom([.. allowed, .. TestNode.Vote(1_000_000)]) });
        await BannedAsync(node, peer, PeerDisconnectReason.ProtocolViolation);
    }

    [Theory]
    [InlineData(new byte[] { 0x08, 0x01 })]
    [InlineData(new byte[] { 0x0A })]
    [InlineData(new byte[] { 0x0A, 0x05, 0x01 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })]
    [InlineData(new byte[] { 0x02, 0x00 })]
    public async Task Payload_that_is_not_one_message_is_a_violation(byte[] payload)
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer peer = new(TestNode.KeyOf(2));
        PeerStream[] streams = await peer.LinkAsync(node);
        await streams[1].Outgoing.WriteAsync(new Frame { Payload = ByteString.CopyFrom(payload) });
        await BannedAsync(node, peer, PeerDisconnectReason.ProtocolViolation);
    }

    [Fact]
    public async Task Unknown_kind_of_message_is_for_the_driver_to_judge()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer peer = new(TestNode.KeyOf(2));
        PeerStream[] streams = await peer.LinkAsync(node);
        byte[] unknown = [0xFA, 0x3F, 0x01, 0x00];
        await streams[2].Outgoing.WriteAsync(new Frame());
        await streams[2].Outgoing.WriteAsync(new Frame { Payload = ByteString.CopyFrom(unknown) });
        Assert.Equal(unknown, (await node.NextAsync<PeerEvent.FrameReceived>()).Payload.ToArray());
    }

    [Fact]
    public async Task Flood_of_frames_is_cut_off_and_banned()
    {
        PeerChannelLimits slow = new PeerLimits().Consensus with { FramesPerSecond = 10, QueueFramesMax = 10 };
        await using TestNode node = await TestNode.StartAsync(1, o => o with { Limits = new() { Consensus = slow }, Time = new ManualClock() });
        using HostilePeer peer = new(TestNode.KeyOf(2));
        PeerStream[] streams = await peer.LinkAsync(node);
        Frame vote = new() { Payload = ByteString.CopyFrom(TestNode.Vote(10)) };
        // The clock stands: what a second allows, thirty-one times, and a queue; not one more.
        int allowed = (10 * 31) + 10;
        for (int i = 0; i <= allowed; i++)
            await streams[0].Outgoing.WriteBufferedAsync(vote);
        await streams[0].Outgoing.FlushAsync();
        for (int i = 0; i < allowed; i++)
            await node.NextAsync<PeerEvent.FrameReceived>();
        await BannedAsync(node, peer, PeerDisconnectReason.RateExceeded);
    }

    [Fact]
    public async Task Junk_of_one_peer_does_not_keep_others_from_talking()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        await using TestNode honest = await TestNode.StartAsync(3);
        using HostilePeer peer = new(TestNode.KeyOf(2));
        PeerStream[] streams = await peer.LinkAsync(node);
        await honest.LinkAsync(node);
        Frame junk = new() { Payload = ByteString.CopyFrom(TestNode.Blocks(4 * 1024 * 1024)) };
        using CancellationTokenSource stop = new();
        Task flooding = FloodAsync(streams[2], junk, stop.Token);
        for (int i = 0; i < 50; i++)
        {
            Assert.True(honest.Send(node, PeerChannel.Consensus, TestNode.Vote(i)));
            PeerEvent.FrameReceived vote = await node.FirstAsync<PeerEvent.FrameReceived>(f => f.Peer == honest.Id);
            Assert.Equal(TestNode.Vote(i), vote.Payload.ToArray());
        }
        await stop.CancelAsync();
        peer.Dispose();
        await flooding;
    }

    [Fact]
    public async Task Peer_that_reads_nothing_loses_its_link()
    {
        PeerLimits limits = new() { SendStallTimeout = TimeSpan.FromMilliseconds(300) };
        await using TestNode node = await TestNode.StartAsync(1, o => o with { Limits = limits });
        using HostilePeer peer = new(TestNode.KeyOf(2));
        await peer.LinkAsync(node);
        byte[] blocks = TestNode.Blocks(4 * 1024 * 1024);
        while (node.Transport.TrySend(peer.Id, PeerChannel.Sync, blocks))
        {
        }
        Assert.Equal(peer.Id, (await node.NextAsync<PeerEvent.Disconnected>()).Peer);
    }

    [Fact]
    public async Task Peer_that_dials_again_takes_the_place_of_its_own_dead_link()
    {
        await using TestNode node = await TestNode.StartAsync(1);
        using HostilePeer before = new(TestNode.KeyOf(2));
        using HostilePeer after = new(TestNode.KeyOf(2));
        after.Hello.LinkId = ByteString.CopyFrom(Enumerable.Repeat((byte)9, 16).ToArray());
        await before.LinkAsync(node);
        (PeerStream stream, _) = await after.GreetAsync(node, PeerChannel.Consensus);
        Assert.Equal(new PeerEvent.Disconnected(before.Id, PeerDisconnectReason.Duplicate), await node.NextAsync<PeerEvent.Disconnected>());
        await after.GreetAsync(node, PeerChannel.Transactions);
        await after.GreetAsync(node, PeerChannel.Sync);
        await node.NextAsync<PeerEvent.Connected>();
        await stream.Outgoing.WriteAsync(new Frame { Payload = ByteString.CopyFrom(TestNode.Vote(1)) });
        await node.NextAsync<PeerEvent.FrameReceived>();
    }

    private static async Task RefusedByTlsAsync(TestNode node, X509Certificate2 certificate)
    {
        using HostilePeer peer = new(TestNode.KeyOf(2), certificate);
        await Assert.ThrowsAsync<Rpc.RpcException>(async () => await peer.GreetAsync(node, PeerChannel.Consensus));
        Assert.False(node.TryNext(out _));
    }

    private static async Task BannedAsync(TestNode node, HostilePeer peer, PeerDisconnectReason reason)
    {
        Assert.Equal(new PeerEvent.Disconnected(peer.Id, reason), await node.NextAsync<PeerEvent.Disconnected>());
        Assert.Equal(Refusal.Types.Reason.Banned, (await peer.GreetAsync(node, PeerChannel.Consensus)).Ack.Refusal.Reason);
    }

    private static async Task FloodAsync(PeerStream stream, Frame junk, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
                await stream.Outgoing.WriteAsync(junk, CancellationToken.None);
        }
        catch (Rpc.RpcException)
        {
            return; // cut off, or disposed at the end
        }
    }

    private static async Task<int> EndAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1]).WaitAsync(Testing.Patience.Limit);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
