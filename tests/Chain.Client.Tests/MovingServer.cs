using Chain.Api;
using Chain.SoloLedger;

namespace Chain.Client.Tests;

/// <summary>A solo node whose server can be closed and opened again on the same port, as a restarted process.</summary>
internal sealed class MovingServer : IAsyncDisposable
{
    private SoloServer _server;

    private MovingServer(SoloServer server) => _server = server;

    public SoloNode Node => _server.Node;

    public SoloTransactions Transactions => _server.Transactions;

    public static async Task<MovingServer> StartAsync() => new(await SoloServer.StartAsync());

    public LedgerClient Client() => new(_server.GrpcAddress, new LedgerClientOptions { RetryDelayMin = TimeSpan.FromMilliseconds(5), RetryDelayMax = TimeSpan.FromMilliseconds(50) });

    public Task CloseAsync() => _server.CloseAsync().AsTask();

    public async Task OpenAsync() =>
        _server = await SoloServer.StartAsync(_server.Node, new ApiServerOptions { GrpcPort = _server.GrpcAddress.Port });

    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
