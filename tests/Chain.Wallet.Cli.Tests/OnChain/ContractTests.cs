using System.Globalization;
using System.Text.Json;

namespace Chain.Wallet.Cli.Tests.OnChain;

/// <summary>The contract commands against a real node. Each test has a home and accounts of its own.</summary>
public class ContractTests(ChainFixture chain) : IClassFixture<ChainFixture>
{
    private const string Shop = """
        import { Contract, map, msg, emit, require, transfer } from 'chain';

        /** Sells things. */
        export default class Shop extends Contract {
          static structs = { Offer: { seller: 'address', price: 'u64' } };
          static state = { total: 'u64', offers: map('string', 'Offer') };
          static events = { Bought: { name: 'string indexed', by: 'address', price: 'u64' } };
          static abi = {
            init: { args: { start: 'u64' } },
            offer: { args: { name: 'string', price: 'u64' }, returns: 'u64' },
            buy: { args: { name: 'string' }, payable: true },
            total_sold: { returns: 'u64', view: true },
            price: { args: { name: 'string' }, returns: 'u64', view: true },
            spin: {},
          };
          init(start) { this.total = start; }
          /** Offers something. */
          offer(name, price) {
            this.offers.set(name, { seller: msg.sender, price });
            return price;
          }
          buy(name) {
            const offer = this.offers.get(name);
            require(this.offers.has(name), 'NOTHING', 'nobody sells that');
            require(msg.value === offer.price, 'WRONG_PRICE');
            this.total += msg.value;
            transfer(offer.seller, msg.value);
            emit('Bought', { name, by: msg.sender, price: offer.price });
          }
          total_sold() { return this.total; }
          price(name) {
            require(this.offers.has(name), 'NOTHING');
            return this.offers.get(name).price;
          }
          spin() { for (;;) {} }
        }
        """;

    [Fact]
    public async Task A_contract_is_deployed_called_read_and_its_events_are_told()
    {
        using var wallet = new WalletProgram();
        File.WriteAllText(wallet.PathOf("My Shop.js"), Shop);
        JsonElement deployed = (await RunAsync(wallet, "contract", "deploy", wallet.PathOf("My Shop.js"), "--args", "[5]", "--from", "dev2", "--yes", "--json")).Data();
        Assert.Equal(("final", "my-shop"), (Text(deployed, "state"), Text(deployed, "name")));
        string address = Text(deployed, "contract");
        Assert.StartsWith("chn1", address, StringComparison.Ordinal);

        JsonElement offered = (await RunAsync(wallet, "contract", "call", "@my-shop", "offer", "--args", """{ "price": "2000000000", "name": "tea" }""", "--from", "dev2", "--yes", "--json")).Data();
        Assert.Equal("2000000000", Text(offered, "returnValue"));
        Assert.Equal(address, Text(offered, "contract"));

        JsonElement bought = (await RunAsync(wallet, "contract", "call", address, "buy", "--args", """["tea"]""", "--value", "2", "--from", "dev3", "--yes", "--json")).Data();
        JsonElement fields = bought.GetProperty("events")[0].GetProperty("fields");
        Assert.Equal(("tea", "2000000000"), (Text(fields, "name"), Text(fields, "price")));
        Assert.Equal(2, bought.GetProperty("moves").GetArrayLength());

        Assert.Equal("2000000005", Text((await RunAsync(wallet, "contract", "view", "@my-shop", "total_sold", "--json")).Data(), "value"));
        Assert.Equal("2000000005\n", (await RunAsync(wallet, "contract", "view", "@my-shop", "total_sold")).Output);

        JsonElement events = (await RunAsync(wallet, "contract", "events", "@my-shop", "--json")).Data();
        Assert.Equal("Bought", Text(events.GetProperty("events")[0], "name"));
        Assert.Equal(Text(fields, "by"), Text(events.GetProperty("events")[0].GetProperty("fields"), "by"));
        Assert.Contains("Bought(name: \"tea\", by: ", (await RunAsync(wallet, "contract", "events", "@my-shop")).Output, StringComparison.Ordinal);
        Assert.Contains("Bought(name: \"tea\", by: ", (await RunAsync(wallet, "watch", "events", "--who", "@my-shop", "--from-height", "1", "--count", "1")).Output, StringComparison.Ordinal);

        string id = Text(bought, "transactionId");
        Assert.Contains("buy(name: \"tea\")", (await RunAsync(wallet, "tx", "status", id)).Output, StringComparison.Ordinal);
        Assert.Equal("buy", Text((await RunAsync(wallet, "history", "dev3", "--limit", "1", "--json")).Data().GetProperty("transactions")[0], "method"));
    }

    [Fact]
    public async Task A_refusal_shows_code_message_and_the_line_of_the_source()
    {
        using var wallet = new WalletProgram();
        string shop = await DeployAsync(wallet, "dev4");
        Outcome failed = await RunAsync(wallet, "contract", "call", shop, "buy", "--args", """["gold"]""", "--value", "1", "--from", "dev4", "--yes");
        Assert.Equal(6, failed.ExitCode);
        Assert.Contains("NOTHING: nobody sells that", failed.Errors, StringComparison.Ordinal);
        Assert.Contains("24 |     require(this.offers.has(name), 'NOTHING', 'nobody sells that');", failed.Errors, StringComparison.Ordinal);
        Assert.Contains("at buy, line 24 of Shop", failed.Errors, StringComparison.Ordinal);

        Outcome json = await RunAsync(wallet, "contract", "call", shop, "buy", "--args", """["gold"]""", "--value", "1", "--from", "dev4", "--yes", "--json");
        Assert.Equal((6, "contract-failed"), (json.ExitCode, json.Code()));
        JsonElement failure = json.Envelope().GetProperty("data").GetProperty("failure");
        Assert.Equal(("NOTHING", "nobody sells that", "buy", 24), (Text(failure, "code"), Text(failure, "message"), Text(failure, "function"), failure.GetProperty("line").GetInt32()));
        Assert.StartsWith("require(this.offers.has(name)", Text(failure, "sourceLine"), StringComparison.Ordinal);

        string id = Text(json.Envelope().GetProperty("data"), "transactionId");
        Assert.Contains("NOTHING: nobody sells that", (await RunAsync(wallet, "tx", "status", id)).Output, StringComparison.Ordinal);
        Assert.Contains("CONTRACT_FAILED 'NOTHING' line 24", (await RunAsync(wallet, "history", "dev4")).Output, StringComparison.Ordinal);
        Assert.Contains("CONTRACT_FAILED 'NOTHING' line 24", (await RunAsync(wallet, "history", shop)).Output, StringComparison.Ordinal);
        JsonElement told = (await RunAsync(wallet, "history", "dev4", "--limit", "1", "--json")).Data().GetProperty("transactions")[0];
        Assert.Equal(("1000000000", "0"), (Text(told, "amount"), Text(told, "change")));

        Outcome view = await RunAsync(wallet, "contract", "view", shop, "price", "--args", """["gold"]""");
        Assert.Equal(5, view.ExitCode);
        Assert.Contains("require(this.offers.has(name), 'NOTHING');", view.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_right_is_refused_before_it_is_sent()
    {
        using var wallet = new WalletProgram();
        string shop = await DeployAsync(wallet, "dev5");
        Assert.Equal((2, "arguments"), Refusal(await RunAsync(wallet, "contract", "call", shop, "offer", "--args", "[1]", "--from", "dev5", "--yes", "--json")));
        Assert.Equal((3, "no-method"), Refusal(await RunAsync(wallet, "contract", "call", shop, "ofer", "--from", "dev5", "--yes", "--json")));
        Assert.Equal((3, "no-method"), Refusal(await RunAsync(wallet, "contract", "call", shop, "init", "--args", "[1]", "--from", "dev5", "--yes", "--json")));
        Assert.Equal((2, "not-payable"), Refusal(await RunAsync(wallet, "contract", "call", shop, "offer", "--args", """["a", 1]""", "--value", "1", "--from", "dev5", "--yes", "--json")));
        Assert.Equal((2, "not-a-view"), Refusal(await RunAsync(wallet, "contract", "view", shop, "offer", "--args", """["a", 1]""", "--json")));
        Assert.Equal((3, "no-contract"), Refusal(await RunAsync(wallet, "contract", "inspect", "dev6", "--json")));
        Assert.Equal((3, "unknown-name"), Refusal(await RunAsync(wallet, "contract", "inspect", "@nothing", "--json")));
        Assert.Equal((5, "immutable"), Refusal(await RunAsync(wallet, "contract", "freeze", shop, "--from", "dev5", "--yes", "--json")));
        Assert.Equal((8, "confirmation"), Refusal(await RunAsync(wallet, "contract", "call", shop, "offer", "--args", """["a", 1]""", "--from", "dev5", "--json")));
    }

    [Fact]
    public async Task The_facts_show_the_decoded_call_and_its_simulated_effect()
    {
        using var wallet = new WalletProgram();
        string shop = await DeployAsync(wallet, "dev6");
        Outcome dry = await RunAsync(wallet, "contract", "call", shop, "offer", "--args", """["tea", 7]""", "--from", "dev6", "--dry-run");
        Assert.Equal(0, dry.ExitCode);
        Assert.Contains("offer(name: \"tea\", price: 7)", dry.Output, StringComparison.Ordinal);
        Assert.Matches("returns +7\n", dry.Output);
        Assert.Matches("simulated +succeeds, uses [0-9]+ gas of a limit of [0-9]+\n", dry.Output);
        JsonElement json = (await RunAsync(wallet, "contract", "call", shop, "offer", "--args", """["tea", 7]""", "--from", "dev6", "--dry-run", "--json")).Data();
        Assert.Equal(("7", "SUCCESS"), (Text(json, "returnValue"), Text(json, "simulated")));

        JsonElement sent = (await RunAsync(wallet, "contract", "call", shop, "offer", "--args", """["tea", 7]""", "--from", "dev6", "--yes", "--json")).Data();
        ulong limit = sent.GetProperty("gasLimit").GetUInt64(), used = Number(sent, "gasUsed");
        Assert.InRange(limit, used * 129 / 100, used * 131 / 100);
    }

    [Fact]
    public async Task A_contract_that_never_ends_fails_with_its_gas_and_the_chain_goes_on()
    {
        using var wallet = new WalletProgram();
        string shop = await DeployAsync(wallet, "dev7");
        Outcome failed = await RunAsync(wallet, "contract", "call", shop, "spin", "--gas-limit", "2000000", "--from", "dev7", "--yes", "--json");
        Assert.Equal((6, "out-of-gas"), (failed.ExitCode, failed.Code()));
        Assert.Equal(2_000_000UL, Number(failed.Envelope().GetProperty("data"), "gasUsed"));
        Assert.Equal(0, (await RunAsync(wallet, "send", "dev8", "1", "--from", "dev7", "--yes")).ExitCode);
    }

    [Fact]
    public async Task State_is_proved_with_the_genesis_file_and_says_so_without()
    {
        using var wallet = new WalletProgram();
        string shop = await DeployAsync(wallet, "dev8");
        await RunAsync(wallet, "contract", "call", shop, "offer", "--args", """["tea", 7]""", "--from", "dev8", "--yes");
        JsonElement told = (await RunAsync(wallet, "contract", "state", shop, "offers", "tea", "--json")).Data();
        Assert.Equal("7", Text(told.GetProperty("state")[0].GetProperty("value"), "price"));
        Assert.False(told.GetProperty("state")[0].GetProperty("verified").GetBoolean());
        JsonElement proved = (await RunAsync(wallet, "contract", "state", shop, "offers", "tea", "--json", "--genesis", chain.Genesis)).Data();
        Assert.True(proved.GetProperty("state")[0].GetProperty("verified").GetBoolean());
        Assert.Equal("7", Text(proved.GetProperty("state")[0].GetProperty("value"), "price"));
        JsonElement missing = (await RunAsync(wallet, "contract", "state", shop, "offers", "gold", "--json")).Data();
        Assert.False(missing.GetProperty("state")[0].GetProperty("exists").GetBoolean());
        Outcome all = await RunAsync(wallet, "contract", "state", shop);
        Assert.Matches("total +1\n", all.Output);
        Assert.Contains("1 entry (map(string, Offer))", all.Output, StringComparison.Ordinal);
        Assert.Contains("verified", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upgrade_keeps_the_state_and_a_freeze_ends_the_right()
    {
        using var wallet = new WalletProgram();
        string shop = await DeployAsync(wallet, "dev9", "--upgrader", "dev9", "--as", "mine");
        Assert.Equal("@mine", shop);
        string file = wallet.PathOf("next.js");
        File.WriteAllText(file, Shop
            .Replace("total_sold() { return this.total; }", "total_sold() { return this.total * 100n; }", StringComparison.Ordinal)
            .Replace("name: 'string indexed', by: 'address', price: 'u64'", "cost: 'u64'", StringComparison.Ordinal)
            .Replace("{ name, by: msg.sender, price: offer.price }", "{ cost: offer.price }", StringComparison.Ordinal));
        Assert.Equal((5, "not-upgrader"), Refusal(await RunAsync(wallet, "contract", "upgrade", shop, file, "--from", "dev8", "--yes", "--json")));
        await RunAsync(wallet, "contract", "call", shop, "offer", "--args", """["tea", 7]""", "--from", "dev9", "--yes");
        Assert.Equal(0, (await RunAsync(wallet, "contract", "call", shop, "buy", "--args", """["tea"]""", "--value", "7grain", "--from", "dev9", "--yes")).ExitCode);
        Assert.Equal(0, (await RunAsync(wallet, "contract", "upgrade", shop, file, "--from", "dev9", "--yes")).ExitCode);
        Assert.Equal(0, (await RunAsync(wallet, "contract", "call", shop, "buy", "--args", """["tea"]""", "--value", "7grain", "--from", "dev9", "--yes")).ExitCode);
        string[] events = (await RunAsync(wallet, "contract", "events", shop)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("Bought(name: \"tea\", by: ", events[0], StringComparison.Ordinal);
        Assert.Contains("Bought(cost: 7)", events[1], StringComparison.Ordinal);
        Assert.Equal("1500\n", (await RunAsync(wallet, "contract", "view", shop, "total_sold")).Output);
        JsonElement inspected = (await RunAsync(wallet, "contract", "inspect", shop, "--json")).Data();
        Assert.Equal(("Shop", 1UL), (Text(inspected, "name"), inspected.GetProperty("upgradeCount").GetUInt64()));
        Assert.Equal("Offers something.", Text(inspected.GetProperty("abi").GetProperty("methods")[0], "description"));
        Assert.Equal(0, (await RunAsync(wallet, "contract", "freeze", shop, "--from", "dev9", "--yes")).ExitCode);
        Assert.Equal((5, "immutable"), Refusal(await RunAsync(wallet, "contract", "upgrade", shop, file, "--from", "dev9", "--yes", "--json")));
        Assert.Contains("nobody: it can never be changed", (await RunAsync(wallet, "contract", "inspect", shop)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contracts_are_listed_with_class_code_and_the_names_of_the_book()
    {
        using var wallet = new WalletProgram();
        string shop = await DeployAsync(wallet, "dev2", "--as", "listed", "--upgrader", "dev2");
        JsonElement inspected = (await RunAsync(wallet, "contract", "inspect", shop, "--json")).Data();
        JsonElement listed = default;
        string cursor = "";
        do
        {
            JsonElement page = (await RunAsync(wallet, "contract", "list", "--limit", "2", "--cursor", cursor, "--json")).Data();
            Assert.InRange(page.GetProperty("contracts").GetArrayLength(), 1, 2);
            foreach (JsonElement item in page.GetProperty("contracts").EnumerateArray().Where(item => Text(item, "address") == Text(inspected, "address")))
                listed = item;
            cursor = Text(page, "nextCursor");
        }
        while (cursor.Length > 0);
        Assert.Equal(("Shop", "listed", Text(inspected, "codeHash"), Text(inspected, "upgrader"), "0"), (Text(listed, "name"), Text(listed, "bookName"), Text(listed, "codeHash"), Text(listed, "upgrader"), Text(listed, "balance")));
        string table = (await RunAsync(wallet, "contract", "list")).Output;
        Assert.Matches($"{Text(inspected, "address")}  Shop +@listed +{Text(inspected, "codeHash")[..12]}  yes ", table);
        Assert.Equal((2, "limit"), Refusal(await RunAsync(wallet, "contract", "list", "--limit", "101", "--json")));
    }

    [Fact]
    public async Task A_second_contract_of_the_same_file_gets_a_number()
    {
        using var wallet = new WalletProgram();
        Assert.Equal("@shop", await DeployAsync(wallet, "dev1"));
        Assert.Equal("@shop-2", await DeployAsync(wallet, "dev1"));
        Assert.Equal((2, "name-taken"), Refusal(await RunAsync(wallet, "contract", "deploy", wallet.PathOf("shop.js"), "--args", "[1]", "--as", "shop", "--from", "dev1", "--yes", "--json")));
    }

    private async Task<string> DeployAsync(WalletProgram wallet, string from, params string[] more)
    {
        string file = wallet.PathOf("shop.js");
        File.WriteAllText(file, Shop);
        JsonElement deployed = (await RunAsync(wallet, ["contract", "deploy", file, "--args", "[1]", "--from", from, "--yes", "--json", .. more])).Data();
        return "@" + Text(deployed, "name");
    }

    private Task<Outcome> RunAsync(WalletProgram wallet, params string[] arguments) => wallet.RunAsync([.. arguments, "--node", chain.Node]);

    private static (int, string) Refusal(Outcome outcome) => (outcome.ExitCode, outcome.Code());

    private static string Text(JsonElement data, string name) => data.GetProperty(name).GetString()!;

    private static ulong Number(JsonElement data, string name) => ulong.Parse(Text(data, name), CultureInfo.InvariantCulture);
}
