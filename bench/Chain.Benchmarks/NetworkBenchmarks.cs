using System.Diagnostics;
using System.Net;
using System.Threading.Channels;
using Chain.Network;
using Chain.Protocol.Peer.V1;
using Chain.Rpc;
using Chain.Rpc.Health.V1;
using Google.Protobuf;

namespace Chain.Benchmarks;

/// <summary>gRPC and peer links over loopback; both ends in this process, so both share its cores.</summary>
internal static class NetworkBenchmarks
{
    private const int PayloadBytes = 200;

    public static IReadOnlyList<Measurement> Run() => [.. CallsAsync().GetAwaiter().GetResult(), .. LinksAsync().GetAwaiter().GetResult()];

    private static async Task<IReadOnlyList<Measurement>> CallsAsync()
    {
        string name = new('s', PayloadBytes);
        RpcHealth health = new();
        health.Set(name, true);
        RpcService streams = RpcService.For(PeerReflection.Descriptor.Services[0])
            .Duplex<Frame, Frame>("Consensus", async (requests, responses, context) =>
            {
                await foreach (Frame frame in requests.WithCancellation(context.CancellationToken))
                    await responses.WriteAsync(frame, context.CancellationToken);
            })
            .Duplex<Frame, Frame>("Sync", async (requests, responses, context) =>
            {
                await foreach (Frame frame in requests.WithCancellation(context.CancellationToken))
                {
                    for (int i = 0; i < 100_000; i++)
                        await responses.WriteAsync(frame, context.CancellationToken);
                }
            })
            .Build();
        RpcEndpoint endpoint = RpcEndpoint.Grpc("bench", new(IPAddress.Loopback, 0)) with { Services = [health.Service, streams] };
        await using RpcServer server = await RpcServer.StartAsync(new() { Endpoints = [endpoint] });
        using RpcChannel channel = new(new Uri($"http://127.0.0.1:{server.PortOf(endpoint)}"));
        RpcClient client = new(channel, HealthReflection.Descriptor.Services[0]);
        RpcClient peer = new(channel, PeerReflection.Descriptor.Services[0]);
        HealthCheckRequest request = new() { Service = name };

        async Task CallManyAsync(int count)
        {
            for (int i = 0; i < count; i++)
                await client.UnaryAsync<HealthCheckRequest, HealthCheckResponse>("Check", request);
        }

        double one = await MedianPerSecondAsync(10_000, () => CallManyAsync(10_000));
        double many = await MedianPerSecondAsync(64 * 2000, () => Task.WhenAll(Enumerable.Range(0, 64).Select(_ => CallManyAsync(2000))));
        Frame vote = new() { Payload = ByteString.CopyFrom(new byte[PayloadBytes]) };
        double pingPong = await MedianPerSecondAsync(20_000, async () =>
        {
            using RpcDuplexCall<Frame, Frame> call = await peer.DuplexAsync<Frame, Frame>("Consensus");
            await using IAsyncEnumerator<Frame> answers = call.ReadAllAsync().GetAsyncEnumerator();
            for (int i = 0; i < 20_000; i++)
            {
                await call.WriteAsync(vote);
                await answers.MoveNextAsync();
            }
        });
        double stream = await MedianPerSecondAsync(100_000, async () =>
        {
            using RpcDuplexCall<Frame, Frame> call = await peer.DuplexAsync<Frame, Frame>("Sync");
            await call.WriteAsync(vote);
            await call.CompleteAsync();
            await foreach (Frame _ in call.ReadAllAsync())
                continue;
        });
        string conditions = $"{PayloadBytes} B, cleartext loopback, client and server in one process";
        return
        [
            new("unary calls, one caller", one, "calls/s", "", conditions),
            new("unary calls, 64 callers", many, "calls/s", "", conditions),
            new("stream round trips, one stream", pingPong, "round trips/s", "", conditions),
            new("server stream", stream, "messages/s", "", conditions + ", a flush a message"),
        ];
    }

    private static async Task<IReadOnlyList<Measurement>> LinksAsync()
    {
        (PeerTransport a, ChannelReader<PeerEvent> atA) = await StartAsync(1);
        (PeerTransport b, ChannelReader<PeerEvent> atB) = await StartAsync(2);
        await using var _ = a;
        await using var __ = b;
        PeerEndpoint endpoint = new("127.0.0.1", b.Listening!.Port);
        List<double> dials = [];
        for (int i = 0; i < 30; i++)
        {
            if (i > 0)
            {
                a.Disconnect(b.Self, PeerDisconnectReason.Closed, ban: false);
                await FirstAsync<PeerEvent.Disconnected>(atA);
                await FirstAsync<PeerEvent.Disconnected>(atB);
            }
            long start = Stopwatch.GetTimestamp();
            a.Dial(endpoint);
            await FirstAsync<PeerEvent.Connected>(atA);
            await FirstAsync<PeerEvent.Connected>(atB);
            dials.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        byte[] vote = new ConsensusMessage { Vote = ByteString.CopyFrom(new byte[PayloadBytes]) }.ToByteArray();
        List<double> quiet = await RoundTripsAsync(a, b, atA, atB, vote, 2000);
        using CancellationTokenSource stop = new();
        Task blocks = SendBlocksAsync(a, b.Self, stop.Token);
        List<double> busy = await RoundTripsAsync(a, b, atA, atB, vote, 1000);
        await stop.CancelAsync();
        await blocks;
        string conditions = $"{PayloadBytes} B votes, mutual TLS 1.3 over loopback, both nodes in one process";
        return
        [
            new("peer link, from dial to up (three TLS handshakes and hellos)", Percentile(dials, 50), "ms", "", "warm; median of 30"),
            new("vote round trip p50", Percentile(quiet, 50), "µs", "", conditions),
            new("vote round trip p99", Percentile(quiet, 99), "µs", "", conditions),
            new("vote round trip p50 beside blocks", Percentile(busy, 50), "µs", "", conditions + ", 1 MiB blocks on the sync connection at its rate limit"),
            new("vote round trip p99 beside blocks", Percentile(busy, 99), "µs", "", conditions + ", 1 MiB blocks on the sync connection at its rate limit"),
        ];
    }

    private static async Task<(PeerTransport Transport, ChannelReader<PeerEvent> Events)> StartAsync(int seed)
    {
        Channel<PeerEvent> events = Channel.CreateBounded<PeerEvent>(4096);
        PeerTransportOptions options = new() { NodeKey = Samples.Key(seed), GenesisHash = Samples.GenesisHash, Listen = new(IPAddress.Loopback, 0) };
        return (await PeerTransport.StartAsync(options, events.Writer), events.Reader);
    }

    private static async Task<List<double>> RoundTripsAsync(PeerTransport a, PeerTransport b, ChannelReader<PeerEvent> atA, ChannelReader<PeerEvent> atB, byte[] vote, int count)
    {
        List<double> times = [];
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            while (!a.TrySend(b.Self, PeerChannel.Consensus, vote))
                await Task.Yield();
            await VoteAsync(atB);
            while (!b.TrySend(a.Self, PeerChannel.Consensus, vote))
                await Task.Yield();
            await VoteAsync(atA);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        return times;
    }

    private static async Task VoteAsync(ChannelReader<PeerEvent> events)
    {
        while ((await FirstAsync<PeerEvent.FrameReceived>(events)).Channel != PeerChannel.Consensus)
            continue;
    }

    private static async Task SendBlocksAsync(PeerTransport from, PeerId to, CancellationToken stop)
    {
        byte[] blocks = new SyncMessage { Blocks = new Blocks { Blocks_ = { new DecidedBlock { Block = ByteString.CopyFrom(new byte[1024 * 1024]) } } } }.ToByteArray();
        while (!stop.IsCancellationRequested)
        {
            if (!from.TrySend(to, PeerChannel.Sync, blocks))
                await Task.Delay(1, CancellationToken.None);
        }
    }

    private static async Task<T> FirstAsync<T>(ChannelReader<PeerEvent> events)
        where T : PeerEvent
    {
        while (true)
        {
            if (await events.ReadAsync() is T found)
                return found;
        }
    }

    private static async Task<double> MedianPerSecondAsync(int items, Func<Task> action)
    {
        await action();
        List<double> rates = [];
        for (int i = 0; i < 3; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await action();
            rates.Add(items / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return Percentile(rates, 50);
    }

    private static double Percentile(List<double> values, int percent)
    {
        List<double> sorted = [.. values.Order()];
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }
}
