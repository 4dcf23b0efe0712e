using System.Diagnostics;
using System.Globalization;

namespace Chain.Host.Tests.Support;

/// <summary>A home of a single validator, made once; each test takes a copy.</summary>
public sealed class HomeFixture : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"chain-host-tests-{Guid.NewGuid():N}");
    private int _copies;

    public HomeFixture()
    {
        Directory.CreateDirectory(_root);
        // Below 32,768, where the system takes ports for connections: while a node is down, somebody else's connection could have its port. Each suite has a range of its own.
        int basePort = 14_000 + (Environment.ProcessId % 250 * 20);
        Outcome made = NodeProgram.Run(
            "testnet-init", "--validators", "1", "--base-port", basePort.ToString(CultureInfo.InvariantCulture), "--home", Path.Combine(_root, "made"),
            "--template", Path.Combine(NodeProgram.Repository, "genesis.json"));
        Assert.True(made.ExitCode == 0, made.Errors);
    }

    internal string Genesis => Path.Combine(NodeProgram.Repository, "genesis.json");

    internal string NewPath() => Path.Combine(_root, $"new{Interlocked.Increment(ref _copies)}");

    internal string Copy()
    {
        string copy = NewPath();
        // The stores are files of mostly nothing.
        using Process process = Process.Start("cp", ["-r", "--sparse=always", Path.Combine(_root, "made", "node0"), copy]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return copy;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
