using System.Globalization;

namespace Chain.Wallet.Cli.Tests.OnChain;

/// <summary>One validator as a real process, in a folder and on ports of its own; stopped and removed afterwards.</summary>
public sealed class ChainFixture : IAsyncLifetime
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), $"chain-wallet-net-{Guid.NewGuid():N}");
    private int _basePort;

    /// <summary>The node's API.</summary>
    internal string Node => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_basePort + 1}");

    /// <summary>The network's genesis file.</summary>
    internal string Genesis => Path.Combine(_home, "node0", "genesis.json");

    /// <summary>The validator's home.</summary>
    internal string NodeHome => Path.Combine(_home, "node0");

    public async Task InitializeAsync()
    {
        var random = new Random(Environment.ProcessId);
        for (int attempt = 0; ; attempt++)
        {
            // Below 32,768, where the system takes ports for connections: while a node is down, somebody else's connection could have its port. Each suite has a range of its own.
            _basePort = 26_000 + (random.Next(60) * 100);
            Outcome up = await TestnetAsync($"up --validators 1 --base-port {_basePort}");
            if (up.ExitCode == 0)
                return;
            Assert.True(attempt < 5 && up.Errors.Contains("PORT_TAKEN", StringComparison.Ordinal), $"{up.Output}\n{up.Errors}");
        }
    }

    public async Task DisposeAsync()
    {
        await TestnetAsync("reset");
        if (Directory.Exists(_home))
            Directory.Delete(_home, recursive: true);
    }

    /// <summary>Kills the node, or starts it again.</summary>
    internal async Task<Outcome> TestnetAsync(string command)
    {
        using var program = new WalletProgram();
        string dll = Path.GetFullPath(Path.Combine(WalletProgram.Dll, "..", "..", "..", "Chain.Testnet", Path.GetFileName(Path.GetDirectoryName(WalletProgram.Dll)!), "chain-testnet.dll"));
        return await program.ShellAsync($"CHAIN_ROOT='{RepositoryRoot()}' dotnet '{dll}' {command} --home '{_home}'");
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Chain.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("the tests lie below Chain.sln");
    }
}
