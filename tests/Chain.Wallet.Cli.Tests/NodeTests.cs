using System.Net;
using System.Net.Sockets;

namespace Chain.Wallet.Cli.Tests;

/// <summary>Nodes that are not there, or are something else.</summary>
public class NodeTests
{
    [Theory]
    [InlineData("balance", "dev0")]
    [InlineData("account", "dev0")]
    [InlineData("history", "dev0")]
    [InlineData("send", "dev1", "1", "--from", "dev0", "--yes")]
    [InlineData("stake", "validators")]
    [InlineData("stake", "delegate", "dev1", "1", "--from", "dev0", "--yes")]
    [InlineData("fee")]
    [InlineData("watch", "blocks")]
    [InlineData("tx", "status", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    public async Task An_unreachable_node_ends_with_4_and_leaves_nothing(params string[] arguments)
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync([.. arguments, "--node", WalletProgram.NoNode]);
        Assert.Equal((4, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("cannot be reached", outcome.Errors);
        Assert.False(Directory.Exists(wallet.Home));
    }

    [Fact]
    public async Task Offline_nothing_is_asked()
    {
        using var wallet = new WalletProgram();
        Outcome outcome = await wallet.RunAsync("balance", "dev0", "--offline", "--json");
        Assert.Equal((2, "offline"), (outcome.ExitCode, outcome.Code()));
    }

    [Fact]
    public async Task A_server_that_is_no_node_is_no_defect()
    {
        using var wallet = new WalletProgram();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeGarbageAsync(listener);
        Outcome outcome = await wallet.RunAsync("balance", "dev0", "--node", $"http://{listener.LocalEndpoint}");
        listener.Stop();
        await serving;
        Assert.Equal((4, ""), (outcome.ExitCode, outcome.Output));
        Assert.DoesNotContain("   at ", outcome.Errors);
    }

    [Fact]
    public async Task Doctor_tells_what_is_there_and_what_is_not()
    {
        using var wallet = new WalletProgram();
        Assert.Equal(0, (await wallet.RunAsync("doctor", "--offline")).ExitCode);
        Outcome outcome = await wallet.RunAsync("doctor", "--json", "--node", WalletProgram.NoNode);
        Assert.Equal(4, outcome.ExitCode);
        Assert.Contains(outcome.Envelope().GetProperty("data").GetProperty("checks").EnumerateArray(), static check => check.GetProperty("name").GetString() == "node" && !check.GetProperty("ok").GetBoolean());
        Assert.False(Directory.Exists(wallet.Home));
    }

    [Fact]
    public async Task A_damaged_network_file_is_named()
    {
        using var wallet = new WalletProgram();
        Directory.CreateDirectory(Path.Combine(wallet.Home, "networks"));
        File.WriteAllText(Path.Combine(wallet.Home, "networks", "chain-dev.json"), "{\"network\":\"chain-dev\"}");
        Outcome outcome = await wallet.RunAsync("balance", "dev0", "--json", "--node", WalletProgram.NoNode);
        Assert.Equal((2, "network-file"), (outcome.ExitCode, outcome.Code()));
    }

    private static async Task ServeGarbageAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\n\u001b[31m"u8.ToArray());
            }
        }
        catch (SocketException)
        {
            // Stopped.
            return;
        }
    }
}
