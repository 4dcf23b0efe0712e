using System.Threading.Channels;
using Chain.Api;
using Chain.Dapp.Testing;
using Chain.Node.Face;
using Chain.Solo;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Dapp.DevNode;

/// <summary>
/// A node of one validator in this process: the real pool, execution and API, a block as soon as a transaction is there, and everything in memory. An empty
/// block follows, whose header proves what the transaction did. Contracts may print.
/// </summary>
internal sealed class DevelopmentNode : IAsyncDisposable
{
    /// <summary>The name of its network. Each start is another chain of that name.</summary>
    public const string Network = Chain.Wallet.Networks.Network.SoloName;

    private readonly InstantLedger _ledger;
    private readonly ApiServer _server;
    private readonly TestTools _tools;
    private readonly BlockSubscription _blocks;

    private DevelopmentNode(InstantLedger ledger, ApiServer server, TestTools tools)
    {
        (_ledger, _server, _tools) = (ledger, server, tools);
        _blocks = ledger.Handle.Subscribe(capacity: 4);
    }

    /// <summary>What reads its contracts.</summary>
    public TestTools Tools => _tools;

    public int GrpcPort => _server.GrpcPort;

    public int HttpPort => _server.HttpPort;

    public GenesisDocument Genesis => _ledger.Genesis;

    /// <summary>Opens the ports; 0 takes free ones.</summary>
    /// <exception cref="Rpc.RpcBindException">A port cannot be opened.</exception>
    public static async Task<DevelopmentNode> StartAsync(IReadOnlyList<TestAccount> accounts, int grpcPort, int httpPort, CancellationToken cancellationToken)
    {
        ulong now = NowMs();
        GenesisDocument genesis = DevelopmentGenesis.Create(Network, accounts.Select(account => account.Address), now);
        var tools = new TestTools(isCovering: false);
        var ledger = new InstantLedger(genesis, [DevelopmentGenesis.ConsensusKey()], timeAfter: parentMs => Math.Max(parentMs + 1, NowMs()), runtime: tools.Runtime);
        try
        {
            ApiServer server = await ApiServer.StartAsync(
                ledger.Handle, ledger.State, ledger.History, new ApiServerOptions { GrpcPort = grpcPort, HttpPort = httpPort, AllowConsole = true }, cancellationToken);
            ledger.Produce();
            return new DevelopmentNode(ledger, server, tools);
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Makes a block whenever transactions are there, and tells of it, until it is cancelled.</summary>
    public async Task RunAsync(BlockPrinter? printer, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _ledger.WaitForOfferAsync(cancellationToken);
            int before;
            do
            {
                before = _ledger.Waiting;
                _ledger.Produce();
                Tell(printer);
                // What no block can take yet waits for another offer.
            }
            while (_ledger.Waiting > 0 && _ledger.Waiting < before);
            _ledger.Produce();
            Tell(printer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _blocks.Dispose();
        await _server.DisposeAsync();
        _ledger.Dispose();
    }

    private void Tell(BlockPrinter? printer)
    {
        ChannelReader<ExecutedBlock> blocks = _blocks.Blocks;
        while (blocks.TryRead(out ExecutedBlock? block))
        {
            if (printer is null || _ledger.Handle.Status.State is not { } version)
                continue;
            using StateSnapshot state = _ledger.State.OpenSnapshot(version);
            printer.Print(block, state, _tools.Log);
        }
        _tools.Log.Clear();
    }

    private static ulong NowMs() => (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
