using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Chain.Testnet;

/// <summary>What the subcommands do.</summary>
internal static class Commands
{
    private const ulong ReadyHeight = 3;
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    public static async Task<int> UpAsync(string home, int validators, int basePort, bool fresh, bool json, CancellationToken cancellation)
    {
        TestnetLayout? layout = TestnetLayout.TryLoad(home);
        if (layout is not null && fresh)
        {
            await ResetAsync(layout, cancellation);
            layout = null;
        }
        if (layout is not null && (layout.Validators != validators || layout.BasePort != basePort))
        {
            throw new TestnetException(
                ExitCode.Usage, "OTHER_TESTNET", $"{home} holds a testnet of {layout.Validators} validators on base port {layout.BasePort}.",
                "Use the same numbers, another --home, or --fresh to throw it away.");
        }
        if (layout is null)
        {
            layout = new TestnetLayout(home, validators, basePort);
            RequireFreePorts(layout);
            Create(layout);
        }
        StartMissing(layout);
        IReadOnlyList<NodeReport> nodes = await WaitUntilAgreedAsync(layout, cancellation);
        if (json)
            Output.Envelope(new { home, nodes });
        else
            Welcome(layout, nodes);
        return ExitCode.Done;
    }

    public static async Task<int> StatusAsync(string home, bool json, CancellationToken cancellation)
    {
        TestnetLayout layout = TestnetLayout.Load(home);
        IReadOnlyList<NodeReport> nodes = await ReadAllAsync(layout, cancellation);
        if (json)
            Output.Envelope(new { home, nodes });
        else
            Output.Table(nodes);
        return ExitCode.Done;
    }

    public static async Task<int> DownAsync(string home, CancellationToken cancellation)
    {
        TestnetLayout layout = TestnetLayout.Load(home);
        Task<bool>[] stops = [.. Enumerable.Range(0, layout.Validators).Select(i => new NodeProcess(layout, i).StopAsync(StopPatience, cancellation))];
        bool[] stopped = await Task.WhenAll(stops);
        Output.Say($"{stopped.Count(was => was)} nodes stopped; their data is kept in {home}. ./chain testnet up starts them again.");
        return ExitCode.Done;
    }

    public static async Task<int> ResetAsync(TestnetLayout layout, CancellationToken cancellation)
    {
        await Task.WhenAll(Enumerable.Range(0, layout.Validators).Select(i => new NodeProcess(layout, i).StopAsync(TimeSpan.FromSeconds(3), cancellation)));
        Directory.Delete(layout.Home, recursive: true);
        Output.Say($"the testnet in {layout.Home} is gone");
        return ExitCode.Done;
    }

    public static int Logs(string home, int? index, int lines)
    {
        TestnetLayout layout = TestnetLayout.Load(home);
        IEnumerable<int> which = index is { } one ? [layout.RequireIndex(one)] : Enumerable.Range(0, layout.Validators);
        foreach (int i in which)
        {
            foreach (string line in new NodeProcess(layout, i).LogTail(lines))
                Console.Out.WriteLine(index is null ? $"node{i} {line}" : line);
        }
        return ExitCode.Done;
    }

    public static int Kill(string home, int index)
    {
        TestnetLayout layout = TestnetLayout.Load(home);
        bool was = new NodeProcess(layout, layout.RequireIndex(index)).Kill();
        Output.Say(was ? $"node{index} killed" : $"node{index} was not running");
        return ExitCode.Done;
    }

    public static int Start(string home, int index)
    {
        TestnetLayout layout = TestnetLayout.Load(home);
        var process = new NodeProcess(layout, layout.RequireIndex(index));
        if (process.Pid is not null)
        {
            Output.Say($"node{index} is running already");
            return ExitCode.Done;
        }
        process.Start(NodeProgram());
        Output.Say($"node{index} started");
        return ExitCode.Done;
    }

    private static void Create(TestnetLayout layout)
    {
        var info = new ProcessStartInfo("dotnet", [
            NodeProgram(), "testnet-init", "--home", layout.Home, "--validators", $"{layout.Validators}", "--base-port", $"{layout.BasePort}"])
        {
            RedirectStandardOutput = true,
        };
        using var process = new Process { StartInfo = info };
        process.Start();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new TestnetException(
                process.ExitCode, "INIT_FAILED", $"Making the testnet in {layout.Home} failed; chain-node said why above.", "If the folder holds something else, choose another with --home.");
        }
        layout.Save();
    }

    private static void StartMissing(TestnetLayout layout)
    {
        string program = NodeProgram();
        for (int i = 0; i < layout.Validators; i++)
        {
            var process = new NodeProcess(layout, i);
            if (process.Pid is null)
                process.Start(program);
        }
    }

    // Agreed: all answer, all are at the ready height, and all have the same block at the lowest of their heights.
    private static async Task<IReadOnlyList<NodeReport>> WaitUntilAgreedAsync(TestnetLayout layout, CancellationToken cancellation)
    {
        using var reader = new StatusReader();
        var watch = Stopwatch.StartNew();
        Output.Say($"starting {layout.Validators} validators");
        while (watch.Elapsed < ReadyPatience)
        {
            IReadOnlyList<NodeReport> nodes = await ReadAllAsync(layout, cancellation);
            if (nodes.FirstOrDefault(node => !node.Running) is { } dead)
            {
                foreach (string line in new NodeProcess(layout, dead.Index).LogTail(15))
                    Console.Error.WriteLine($"  {line}");
                throw new TestnetException(ExitCode.Unexpected, "NODE_ENDED", $"{dead.Name} ended while starting; its last lines are above.", $"See {layout.LogFile(dead.Index)}");
            }
            if (nodes.All(node => node.Height >= ReadyHeight))
            {
                ulong common = nodes.Min(node => node.Height ?? 0);
                string?[] ids = await Task.WhenAll(nodes.Select(node => reader.BlockIdAsync(node.Http, common, cancellation)));
                if (ids.All(id => id is not null) && ids.Distinct(StringComparer.Ordinal).Count() == 1)
                    return nodes;
            }
            await Task.Delay(100, cancellation);
        }
        throw new TestnetException(
            ExitCode.TimedOut, "NOT_READY", $"The validators did not agree on height {ReadyHeight} within {ReadyPatience.TotalSeconds:0} s.",
            "Look at ./chain testnet status and ./chain testnet logs; they go on running.");
    }

    private static async Task<IReadOnlyList<NodeReport>> ReadAllAsync(TestnetLayout layout, CancellationToken cancellation)
    {
        using var reader = new StatusReader();
        return await Task.WhenAll(Enumerable.Range(0, layout.Validators).Select(i => reader.ReadAsync(layout, i, cancellation)));
    }

    private static void RequireFreePorts(TestnetLayout layout)
    {
        for (int i = 0; i < layout.Validators; i++)
        {
            foreach (int port in (int[])[layout.PeerPort(i), layout.GrpcPort(i), layout.HttpPort(i)])
            {
                if (IsFree(port))
                    continue;
                throw new TestnetException(
                    ExitCode.NotReady, "PORT_TAKEN", $"Port {port} of 127.0.0.1 is in use by another program.", "Choose other ports: ./chain testnet up --base-port 8000");
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void Welcome(TestnetLayout layout, IReadOnlyList<NodeReport> nodes)
    {
        Output.Table(nodes);
        Console.Out.WriteLine($"""

            {layout.Validators} validators agree. Data and logs: {layout.Home}
            Accounts dev0 … dev9 hold 10,000,000 coins each; their keys are public, for development only.

            Try next:
              ./chain wallet balance dev0
              ./chain wallet send dev1 12.5 --from dev0
              curl -H 'content-type: application/json' -d '{"{}"}' {nodes[0].Http}/chain.v1.Ledger/GetStatus
              ./chain testnet kill 2 && ./chain testnet status      blocks go on
              ./chain testnet start 2                               and it catches up
              ./chain testnet down
            """);
    }

    // Beside this program in the build's output; the launcher builds both.
    private static string NodeProgram()
    {
        string release = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Chain.Host", release, "chain-node.dll"));
        return File.Exists(program)
            ? program
            : throw new TestnetException(ExitCode.NotFound, "NOT_BUILT", $"{program} is not there.", "Build it: ./chain build");
    }
}
