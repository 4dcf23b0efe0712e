using System.Globalization;
using System.Text.Json;

namespace Chain.EndToEnd.Tests.Testnet;

/// <summary>Four validators as real processes in a folder and on ports of their own; stopped and removed afterwards, whatever happens.</summary>
public sealed class TestnetFixture : IAsyncLifetime
{
    public const int Validators = 4;

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"chain-e2e-{Guid.NewGuid():N}");
    private int _basePort;

    internal string Home => Path.Combine(_root, "testnet");

    internal string WalletHome => Path.Combine(_root, "wallet");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_root);
        var random = new Random(Environment.ProcessId);
        for (int attempt = 0; ; attempt++)
        {
            // Below 32,768, where the system takes ports for connections: while a node is down, somebody else's connection could have its port. Each suite has a range of its own.
            _basePort = 20_000 + (random.Next(60) * 100);
            Outcome up = await UpAsync();
            if (up.ExitCode == 0)
                return;
            Assert.True(attempt < 5 && up.Errors.Contains("PORT_TAKEN", StringComparison.Ordinal), $"{up.Output}\n{up.Errors}");
        }
    }

    public async Task DisposeAsync()
    {
        await RunAsync("reset");
        Directory.Delete(_root, recursive: true);
    }

    internal Task<Outcome> UpAsync() =>
        RunAsync("up", "--validators", $"{Validators}", "--base-port", _basePort.ToString(CultureInfo.InvariantCulture));

    internal Task<Outcome> RunAsync(params string[] arguments) => Programs.RunAsync(Programs.Testnet, [.. arguments, "--home", Home]);

    /// <summary>What the nodes say of themselves.</summary>
    internal async Task<IReadOnlyList<NodeView>> StatusAsync()
    {
        JsonElement data = (await RunAsync("status", "--json")).Data();
        return [.. data.GetProperty("nodes").EnumerateArray().Select(NodeView.Of)];
    }

    internal Uri Grpc(int node) => new($"http://127.0.0.1:{_basePort + (10 * node) + 1}");

    internal Uri Http(int node) => new($"http://127.0.0.1:{_basePort + (10 * node) + 2}");

    /// <summary>Runs the wallet against a node; its keys and outbox live in the fixture's folder.</summary>
    internal Task<Outcome> WalletAsync(int node, params string[] arguments) => Programs.RunAsync(
        Programs.Wallet, [.. arguments, "--node", Grpc(node).ToString(), "--home", WalletHome, "--json"]);

    /// <summary>Asks until the answer is as wanted. The patience is far above what is expected: it only ends tests that would never end.</summary>
    internal static async Task<T> UntilAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        T last = await ask();
        while (!wanted(last))
        {
            Assert.False(patience.IsCancellationRequested, $"{what} did not come about; the last answer was {last}");
            await tick.WaitForNextTickAsync();
            last = await ask();
        }
        return last;
    }
}
