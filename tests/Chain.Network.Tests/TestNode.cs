using System.Net;
using System.Threading.Channels;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Protocol.Peer.V1;
using Google.Protobuf;

namespace Chain.Network.Tests;

/// <summary>A transport on a free port with a key of its own, and its events.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    public static readonly Hash256 Genesis = Hashing.Sha256("test genesis"u8);

    private readonly Channel<PeerEvent> _events;

    private TestNode(PeerTransport transport, Channel<PeerEvent> events, PrivateKey key)
    {
        Transport = transport;
        _events = events;
        Key = key;
    }

    public PeerTransport Transport { get; }

    public PrivateKey Key { get; }

    public PeerId Id => Transport.Self;

    public IPEndPoint Address => Transport.Listening!;

    public PeerEndpoint Endpoint => EndpointOf(Address);

    public static PeerEndpoint EndpointOf(IPEndPoint address) => new(address.Address.ToString(), address.Port);

    public static PrivateKey KeyOf(int seed)
    {
        Assert.True(PrivateKey.TryCreate(Hashing.Sha256(BitConverter.GetBytes(seed)).Span, out PrivateKey? key));
        return key;
    }

    public static async Task<TestNode> StartAsync(int seed, Func<PeerTransportOptions, PeerTransportOptions>? change = null, int eventsMax = 4096, IPEndPoint? listen = null)
    {
        PrivateKey key = KeyOf(seed);
        Channel<PeerEvent> events = Channel.CreateBounded<PeerEvent>(eventsMax);
        PeerTransportOptions options = new() { NodeKey = key, GenesisHash = Genesis, Listen = listen ?? new IPEndPoint(IPAddress.Loopback, 0) };
        PeerTransport transport = await PeerTransport.StartAsync(change?.Invoke(options) ?? options, events.Writer);
        return new(transport, events, key);
    }

    /// <summary>The next event, which must be of this kind.</summary>
    public async Task<T> NextAsync<T>()
        where T : PeerEvent
    {
        PeerEvent next = await _events.Reader.ReadAsync().AsTask().WaitAsync(Testing.Patience.Limit);
        return next as T ?? throw new Xunit.Sdk.XunitException($"expected {typeof(T).Name}, but it was {next}");
    }

    /// <summary>The next event of this kind, whatever comes before it.</summary>
    public async Task<T> FirstAsync<T>(Func<T, bool>? matches = null)
        where T : PeerEvent
    {
        while (true)
        {
            if (await _events.Reader.ReadAsync().AsTask().WaitAsync(Testing.Patience.Limit) is T found && (matches is null || matches(found)))
                return found;
        }
    }

    public bool TryNext(out PeerEvent? next) => _events.Reader.TryRead(out next);

    public async Task LinkAsync(TestNode other)
    {
        Transport.Dial(other.Endpoint);
        await NextAsync<PeerEvent.Connected>();
        await other.NextAsync<PeerEvent.Connected>();
    }

    public bool Send(TestNode to, PeerChannel channel, byte[] payload) => Transport.TrySend(to.Id, channel, payload);

    public static byte[] Vote(int bytes) => new ConsensusMessage { Vote = ByteString.CopyFrom(new byte[bytes]) }.ToByteArray();

    public static byte[] Transactions(int bytes) =>
        new TransactionsMessage { Transactions = new Transactions { Transactions_ = { ByteString.CopyFrom(new byte[bytes]) } } }.ToByteArray();

    public static byte[] Blocks(int bytes) =>
        new SyncMessage { Blocks = new Blocks { FromHeight = 1, Blocks_ = { new DecidedBlock { Block = ByteString.CopyFrom(new byte[bytes]) } } } }.ToByteArray();

    public ValueTask DisposeAsync() => Transport.DisposeAsync();
}
