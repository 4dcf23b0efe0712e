using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Chain.EndToEnd.Tests;

/// <summary>The README's commands, typed as they stand there; only the ports are other ones, so that nothing on this machine is in the way.</summary>
public class ReadmeTests
{
    [Fact]
    public async Task The_commands_of_the_readme_work_as_typed()
    {
        string root = FindRoot();
        string home = Path.Combine(Path.GetTempPath(), $"chain-readme-{Guid.NewGuid():N}");
        int basePort = FreeBasePort();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["CHAIN_HOME"] = home, ["CHAIN_BASE_PORT"] = basePort.ToString(CultureInfo.InvariantCulture) };
        string[] lines = [.. Commands(File.ReadAllText(Path.Combine(root, "README.md"))).Where(line => line != "./chain test")];
        Assert.Contains(lines, line => line.StartsWith("./chain testnet up", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("./chain wallet send", StringComparison.Ordinal));
        try
        {
            foreach (string line in lines)
            {
                Outcome outcome = await Programs.ShellAsync(root, line.Replace("7002", $"{basePort + 2}", StringComparison.Ordinal), environment);
                Assert.True(outcome.ExitCode == 0, $"{line}\nexit {outcome.ExitCode}\n{outcome.Output}\n{outcome.Errors}");
            }
        }
        finally
        {
            await Programs.ShellAsync(root, "./chain testnet reset", environment);
            if (Directory.Exists(home))
                Directory.Delete(home, recursive: true);
        }
    }

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

    // The blocks marked sh, line by line, without comments.
    private static IEnumerable<string> Commands(string readme) =>
        Regex.Matches(readme, "```sh\n(.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(5))
            .SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Select(line => line.Split("  #")[0].Trim())
            .Where(line => line.Length > 0);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Chain.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
