using System.Security.Cryptography.X509Certificates;
using Chain.Network.Transport;
using Chain.Primitives.Crypto;
using Chain.Protocol.Peer.V1;
using Chain.Testing;
using Google.Protobuf;

namespace Chain.Network.Tests;

/// <summary>A dialer that says what it likes. It has a proper certificate unless it is given another.</summary>
internal sealed class HostilePeer(PrivateKey key, X509Certificate2? certificate = null) : IDisposable
{
    private static readonly PeerLimits Limits = new();

    private readonly X509Certificate2 _certificate = certificate ?? PeerCertificate.Create(key);
    private readonly List<OutboundStream> _streams = [];

    public PeerId Id { get; } = PeerId.Of(key.GetPublicKey());

    public Hello Hello { get; } = new()
    {
        ProtocolVersion = 1,
        GenesisHash = ByteString.CopyFrom(TestNode.Genesis.Span),
        Software = "hostile",
        LinkId = ByteString.CopyFrom(new byte[16]),
    };

    public async Task<PeerStream> OpenAsync(TestNode node, PeerChannel channel)
    {
        OutboundStream stream = await OutboundStream.OpenAsync(node.Endpoint, channel, _certificate, Limits, TimeProvider.System, CancellationToken.None);
        _streams.Add(stream);
        return stream.Stream;
    }

    /// <summary>Opens a channel, says hello, and returns the answer.</summary>
    public async Task<(PeerStream Stream, HelloAck Ack)> GreetAsync(TestNode node, PeerChannel channel)
    {
        PeerStream stream = await OpenAsync(node, channel);
        await stream.Outgoing.WriteAsync(new Frame { Hello = Hello });
        Frame? first = await stream.ReadAsync().AsTask().WaitAsync(Testing.Patience.Limit);
        return (stream, first!.HelloAck);
    }

    /// <summary>Links properly, to misbehave afterwards.</summary>
    public async Task<PeerStream[]> LinkAsync(TestNode node)
    {
        PeerStream[] streams = new PeerStream[3];
        for (int i = 0; i < 3; i++)
        {
            (streams[i], HelloAck ack) = await GreetAsync(node, (PeerChannel)i);
            Assert.Null(ack.Refusal);
        }
        await node.NextAsync<PeerEvent.Connected>();
        return streams;
    }

    /// <summary>Lets the node's clock run until it ends the stream.</summary>
    public static Task EndsInTimeAsync(PeerStream stream, ManualTime time) => time.AdvanceUntilAsync(EndsAsync(stream), TimeSpan.FromSeconds(1));

    /// <summary>Reads until the node ends the stream, by whatever means.</summary>
    public static async Task EndsAsync(PeerStream stream)
    {
        try
        {
            while (await stream.ReadAsync().AsTask().WaitAsync(Testing.Patience.Limit) is not null)
            {
            }
        }
        catch (Chain.Rpc.RpcException)
        {
            return;
        }
    }

    public void Dispose()
    {
        foreach (OutboundStream stream in _streams)
            stream.Dispose();
        _certificate.Dispose();
    }
}
