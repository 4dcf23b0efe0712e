using Chain.Api;
using Chain.Types;

namespace Chain.SoloLedger;

/// <summary>A solo node with the public API on free ports of loopback.</summary>
public sealed class SoloServer : IAsyncDisposable
{
    private readonly ApiServer _server;

    private SoloServer(SoloNode node, ApiServer server)
    {
        Node = node;
        _server = server;
    }

    /// <summary>The node.</summary>
    public SoloNode Node { get; }

    /// <summary>Signed transactions for its chain.</summary>
    public SoloTransactions Transactions => new(Node.Genesis);

    /// <summary>Where gRPC is.</summary>
    public Uri GrpcAddress => new($"http://127.0.0.1:{_server.GrpcPort}");

    /// <summary>Where Connect and the pages are.</summary>
    public Uri HttpAddress => new($"http://127.0.0.1:{_server.HttpPort}");

    /// <summary>The API server.</summary>
    public ApiServer Api => _server;

    /// <summary>Starts both.</summary>
    public static async Task<SoloServer> StartAsync(GenesisDocument? genesis = null, ApiServerOptions? options = null)
    {
        var node = new SoloNode(genesis);
        return new SoloServer(node, await ApiServer.StartAsync(node.Handle, node.State, node.History, options ?? new ApiServerOptions()));
    }

    /// <summary>Another server over a node that exists.</summary>
    public static async Task<SoloServer> StartAsync(SoloNode node, ApiServerOptions? options = null) =>
        new(node, await ApiServer.StartAsync(node.Handle, node.State, node.History, options ?? new ApiServerOptions()));

    /// <summary>Closes the ports only: the node goes on, as behind a broken connection.</summary>
    public ValueTask CloseAsync() => _server.DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Node.Dispose();
    }
}
