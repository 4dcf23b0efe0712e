using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chain.EndToEnd.Tests;

/// <summary>The commands of documents, typed as they stand there; only the ports are other ones, so that nothing on this machine is in the way.</summary>
public class ReadmeTests
{
    [Theory]
    [InlineData("README.md", "./chain wallet send")]
    [InlineData("docs/contracts/first-contract.md", "wallet contract call")]
    [InlineData("docs/contracts/upgrade.md", "wallet contract upgrade")]
    public async Task The_commands_of_a_document_work_as_typed(string file, string holds)
    {
        string root = FindRoot();
        string folder = Path.Combine(Path.GetTempPath(), $"chain-readme-{Guid.NewGuid():N}");
        int basePort = FreeBasePort();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CHAIN_HOME"] = Path.Combine(folder, "home"),
            ["CHAIN_BASE_PORT"] = basePort.ToString(CultureInfo.InvariantCulture),
        };
        Document document = Document.Read(Path.Combine(root, file));
        Assert.Contains(document.Commands, line => line.Contains(holds, StringComparison.Ordinal));
        document.Lay(folder, root);
        string script = Path.Combine(folder, "commands.sh");
        File.WriteAllText(script, document.Script(IsLeftOut).Replace("7002", $"{basePort + 2}", StringComparison.Ordinal));
        try
        {
            if (!document.Commands.Any(line => line.Contains("testnet up", StringComparison.Ordinal)))
                await RunAsync(folder, "./chain testnet up", environment);
            await RunAsync(folder, "bash commands.sh", environment);
        }
        finally
        {
            await Programs.ShellAsync(folder, "./chain testnet reset", environment);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string folder, string line, IReadOnlyDictionary<string, string> environment)
    {
        Outcome outcome = await Programs.ShellAsync(folder, line, environment);
        Assert.True(outcome.ExitCode == 0, $"{line}\nexit {outcome.ExitCode}\n{outcome.Output}\n{outcome.Errors}");
    }

    // It would run this test.
    private static bool IsLeftOut(string line) => line.Split("  #")[0].Trim() == "./chain test";

    // Below 32,768, where the system takes ports for connections, and apart from the other suites' ranges. Four nodes need three of forty each.
    private static int FreeBasePort() => Enumerable.Range(0, 20).Select(static i => 19_000 + (i * 50)).First(static port => IsFree(port, 33));

    private static bool IsFree(int first, int count)
    {
        for (int port = first; port < first + count; port++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                socket.Listen();
            }
            catch (SocketException)
            {
                return false;
            }
        }
        return true;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Chain.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
