using System.Net;
using System.Security.Cryptography;
using System.Threading.Channels;
using Chain.Api;
using Chain.Host.Configuration;
using Chain.Host.Keys;
using Chain.Host.Output;
using Chain.Network;
using Chain.Node;
using Chain.Node.Running;
using Chain.Node.Seams;
using Chain.Primitives.Crypto;
using Chain.Types;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Chain.Host.Running;

/// <summary>A node in this process: the driver on its thread, and the edges around it. Parts are stopped in the order in which nothing that still runs needs them.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private const int OutsideInputsMax = 8_192;
    private const int PeerEventsMax = 4_096;

    private readonly NodeFiles _files;
    private readonly CodeFolder _code;
    private readonly InputQueue _queue;
    private readonly ThreadTimers _timers;
    private readonly ThreadWorkers _workers;
    private readonly PeerTransport _transport;
    private readonly Channel<PeerEvent> _events;
    private readonly NodeThread _thread;
    private readonly Thread _pump;
    private readonly ApiServer _api;

    private RunningNode(
        NodeFiles files, CodeFolder code, InputQueue queue, ThreadTimers timers, ThreadWorkers workers, PeerTransport transport, Channel<PeerEvent> events, NodeThread thread, ApiServer api)
    {
        _files = files;
        _code = code;
        _queue = queue;
        _timers = timers;
        _workers = workers;
        _transport = transport;
        _events = events;
        _thread = thread;
        _api = api;
        _pump = new Thread(PumpPeerEvents) { IsBackground = true, Name = "peer events" };
    }

    /// <summary>Completes when the node stopped by itself: it always is a failure.</summary>
    public Task Ended => _thread.Ended;

    /// <summary>Opens the home, recovers, listens, and begins to take part.</summary>
    public static async Task<RunningNode> StartAsync(HomeLayout layout, NodeConfiguration configuration, ILoggerFactory logging, CancellationToken cancellation)
    {
        Secp256k1.EnsureAvailable();
        Secp256k1.Randomize(RandomNumberGenerator.GetBytes(32));
        GenesisDocument genesis = GenesisFile.Read(layout.GenesisFile);
        var undo = new Stack<IAsyncDisposable>();
        try
        {
            NodeFiles files = NodeFiles.Open(layout, genesis, configuration);
            undo.Push(new Closing(files));
            var code = new CodeFolder(layout.CompiledCodeFolder, logging.CreateLogger("Code"));
            undo.Push(new Closing(code));
            var queue = new InputQueue(OutsideInputsMax);
            undo.Push(new Closing(new ClosingQueue(queue)));
            var timers = new ThreadTimers(queue.Post);
            undo.Push(new Closing(timers));
            var workers = new ThreadWorkers(Math.Max(1, Environment.ProcessorCount), queue.Post);
            undo.Push(new Closing(workers));
            Channel<PeerEvent> events = Channel.CreateBounded<PeerEvent>(PeerEventsMax);
            PeerTransport transport = await StartTransportAsync(layout, configuration, genesis, events, logging, cancellation);
            undo.Push(transport);
            var settings = new NodeSettings
            {
                Validator = NodeFiles.Operator(genesis, configuration),
                Peers = configuration.Peers,
                PoolTransactionsMax = configuration.PoolTransactionsMax,
                PoolBytesMax = configuration.PoolBytesMax,
            };
            var random = new SeededRandom(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
            var seams = new NodeSeams(timers, workers, transport, random, files.Log, files.Stores with { CompiledCode = code }, files.Signer);
            ulong now = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            var driver = new NodeDriver(genesis, settings, seams, queue.TryPost, logging.CreateLogger("Node"), now);
            var thread = new NodeThread(driver, queue, TimeProvider.System);
            ApiServer api = await ApiServer.StartAsync(driver.Face, files.Stores.State, files.Stores.History, ApiOptions(configuration, driver, files.Stores, queue, logging), cancellation);
            var node = new RunningNode(files, code, queue, timers, workers, transport, events, thread, api);
            node._pump.Start();
            thread.Start();
            return node;
        }
        catch
        {
            while (undo.TryPop(out IAsyncDisposable? part))
                await part.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops: callers first, then peers, then the driver, then what it stands on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _queue.Close();
        _thread.Join();
        await _transport.DisposeAsync();
        _events.Writer.TryComplete();
        _pump.Join();
        _timers.Dispose();
        _workers.Dispose();
        _code.Dispose();
        _files.Dispose();
    }

    private static async Task<PeerTransport> StartTransportAsync(
        HomeLayout layout, NodeConfiguration configuration, GenesisDocument genesis, Channel<PeerEvent> events, ILoggerFactory logging, CancellationToken cancellation)
    {
        using PrivateKey nodeKey = KeyFile.Read(layout.NodeKeyFile);
        IPAddress listen = configuration.Listen.Address
            ?? (await Dns.GetHostAddressesAsync(configuration.Listen.Host, cancellation)).FirstOrDefault()
            ?? throw new HostException(ExitCode.Usage, "CONFIG", $"network.listen names {configuration.Listen.Host}, which has no address.", "Use an IP address of this machine.");
        var options = new PeerTransportOptions
        {
            NodeKey = nodeKey,
            GenesisHash = genesis.Hash,
            Listen = new IPEndPoint(listen, configuration.Listen.Port),
            Advertise = configuration.Advertise,
            Software = $"chain/{ProductVersion.Text}",
            Logging = logging,
        };
        return await PeerTransport.StartAsync(options, events.Writer, cancellation);
    }

    private static ApiServerOptions ApiOptions(NodeConfiguration configuration, NodeDriver driver, NodeStores stores, InputQueue queue, ILoggerFactory logging) => new()
    {
        Address = configuration.ApiAddress,
        GrpcPort = configuration.GrpcPort,
        HttpPort = configuration.HttpPort,
        HostNames = configuration.HostNames,
        Pages = new Dictionary<string, RequestDelegate>(StringComparer.Ordinal) { ["/metrics"] = new MetricsPage(driver, stores, queue).AnswerAsync },
        Logging = logging,
    };

    // From the transport's channel into the driver's queue, which makes peers wait when it is full.
    private void PumpPeerEvents()
    {
        while (_events.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_events.Reader.TryRead(out PeerEvent? happened))
            {
                if (!_queue.WaitAndPost(new NodeInput.FromPeer(happened)))
                    return;
            }
        }
    }

    private sealed class Closing(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class ClosingQueue(InputQueue queue) : IDisposable
    {
        public void Dispose() => queue.Close();
    }
}
