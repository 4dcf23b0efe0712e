using System.Text;
using System.Text.Json;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;
using Chain.Wallet.Keys;

namespace Chain.Dapp.Tests;

public class NodeTests
{
    private const string Greeter = """
        import { Contract, emit, require } from 'chain';

        export default class Greeter extends Contract {
          static state = { greetings: 'u32' };
          static events = { Greeted: { whom: 'string' } };
          static abi = { greet: { args: { whom: 'string' }, returns: 'u32' }, count: { returns: 'u32', view: true } };

          greet(whom) {
            require(whom !== '', 'NOBODY', 'whom shall I greet?');
            console.log('greeting', whom);
            this.greetings += 1;
            emit('Greeted', { whom });
            return this.greetings;
          }

          count() {
            return this.greetings;
          }
        }
        """;

    [Fact]
    public async Task The_node_serves_status_and_funded_accounts()
    {
        using var workshop = new Workshop();
        await using RunningNode node = await RunningNode.StartAsync(workshop);
        JsonElement status = await node.AskAsync("Ledger/GetStatus", new { });
        Assert.Equal("chain-dev-solo", status.GetProperty("network").GetString());
        JsonElement account = await node.AskAsync("Ledger/GetAccount", new { address = "chn1u3w3myf6y35ufwepdss6zmtssegjrd8lahvle3r0k93al79muhks74mzwv" });
        Assert.Equal("1000000000000000", account.GetProperty("balance").GetString());
        Assert.Equal(0, await node.InterruptAsync());
    }

    [Fact]
    public async Task A_contract_is_deployed_called_and_viewed_over_the_api()
    {
        using var workshop = new Workshop();
        await using RunningNode node = await RunningNode.StartAsync(workshop);
        Address contract = await DeployAsync(node);
        Assert.Equal("SUCCESS", (await node.SendAsync(1, 0, Greet(contract, "you"))).GetProperty("code").GetString());
        Assert.Equal("CONTRACT_FAILED", (await node.SendAsync(1, 1, Greet(contract, ""))).GetProperty("code").GetString());
        JsonElement seen = await node.AskAsync("Contracts/View", new { contract = Primitives.Encoding.AddressText.Format(contract, "chn"), method = "count" });
        Assert.Contains("1", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_node_prints_calls_events_and_what_contracts_say()
    {
        using var workshop = new Workshop();
        await using RunningNode node = await RunningNode.StartPrintingAsync(workshop);
        Address contract = await DeployAsync(node);
        await node.SendAsync(1, 0, Greet(contract, "you"));
        await node.SendAsync(1, 1, Greet(contract, ""));
        await node.SendAsync(1, 2, Greet(contract, "\u001b[2J\n#9    dev0\u202e"));
        Assert.Equal(0, await node.InterruptAsync());
        string printed = await node.Output.ReadToEndAsync();
        Assert.Contains("dev0: deploys Greeter at chn1", printed, StringComparison.Ordinal);
        Assert.Contains("dev1: Greeter.greet(\"you\")  → 1", printed, StringComparison.Ordinal);
        Assert.Contains("Greeted { whom: \"you\" }", printed, StringComparison.Ordinal);
        Assert.Single(printed.Split('\n'), line => line.Contains("Greeter:10  greeting you", StringComparison.Ordinal));
        Assert.Contains("dev1: Greeter.greet(\"\")  ✗ NOBODY: whom shall I greet?", printed, StringComparison.Ordinal);
        Assert.Contains("at line 9, column", printed, StringComparison.Ordinal);
        Assert.Contains("Greeted { whom: \"\\u{1b}[2J\\u{a}#9    dev0\\u{202e}\" }", printed, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', printed);
    }

    [Fact]
    public async Task The_wallet_deploys_calls_and_views_with_the_address_of_the_node_alone()
    {
        using var workshop = new Workshop();
        workshop.Write("greeter.js", Greeter);
        for (int start = 0; start < 2; start++)
        {
            // Another chain at every start; the wallet holds nothing against it.
            await using RunningNode node = await RunningNode.StartAsync(workshop);
            JsonElement deployed = (await workshop.RunWalletAsync("--node", node.Grpc, "contract", "deploy", "greeter.js", "--from", "dev0", "--yes", "--json")).Ended(0).Data();
            string address = deployed.GetProperty("contract").GetString()!;
            (await workshop.RunWalletAsync("--node", node.Grpc, "contract", "call", address, "greet", "--args", "[\"you\"]", "--from", "dev1", "--yes")).Ended(0);
            Outcome failed = (await workshop.RunWalletAsync("--node", node.Grpc, "contract", "call", address, "greet", "--args", "[\"\"]", "--from", "dev1", "--yes")).Ended(6);
            Assert.Contains("NOBODY", failed.Output + failed.Errors, StringComparison.Ordinal);
            Outcome view = (await workshop.RunWalletAsync("--node", node.Grpc, "contract", "view", address, "count")).Ended(0);
            Assert.Contains("1", view.Output, StringComparison.Ordinal);
            (await workshop.RunWalletAsync("--node", node.Grpc, "balance", "dev1")).Ended(0);
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using var workshop = new Workshop();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        Outcome run = (await workshop.RunAsync("node", "--json", "--grpc-port", $"{port}", "--http-port", "0")).Ended(4);
        Assert.Equal("PORT", run.Code());
    }

    private static async Task<Address> DeployAsync(RunningNode node)
    {
        JsonElement status = await node.SendAsync(0, 0, new TransactionAction.Deploy(Encoding.UTF8.GetBytes(Greeter), ReadOnlyMemory<byte>.Empty, Amount.Zero, null));
        Assert.Equal("SUCCESS", status.GetProperty("code").GetString());
        using PrivateKey key = DevelopmentAccounts.DeriveKey(0);
        return Address.OfContract(Address.OfKey(key.GetPublicKey()), 0, 0);
    }

    private static TransactionAction.Call Greet(Address contract, string whom) =>
        new(contract, "greet", AbiCodec.EncodeArguments([new AbiField("whom", AbiType.Text.Instance)], [new AbiValue.Text(whom)]), Amount.Zero);
}
