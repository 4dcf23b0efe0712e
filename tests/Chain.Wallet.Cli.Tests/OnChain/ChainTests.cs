using System.Globalization;
using System.Text.Json;

namespace Chain.Wallet.Cli.Tests.OnChain;

/// <summary>The wallet against a real node. Each test has a home of its own, and accounts that no other test uses.</summary>
public class ChainTests(ChainFixture chain) : IClassFixture<ChainFixture>
{
    [Fact]
    public async Task A_transfer_is_final_and_the_balances_add_up()
    {
        using var wallet = new WalletProgram();
        ulong before = await BalanceAsync(wallet, "dev0");
        JsonElement sent = (await RunAsync(wallet, "send", "dev1", "12.5", "--from", "dev0", "--yes", "--json")).Data();
        Assert.Equal(("final", "SUCCESS"), (sent.GetProperty("state").GetString(), sent.GetProperty("code").GetString()));
        ulong fee = Number(sent, "fee");
        Assert.InRange(fee, 1UL, 1000UL);
        Assert.Equal(before - 12_500_000_000 - fee, await BalanceAsync(wallet, "dev0"));
        string id = sent.GetProperty("transactionId").GetString()!;
        Assert.Equal(id, (await RunAsync(wallet, "history", "dev0", "--limit", "1", "--json")).Data().GetProperty("transactions")[0].GetProperty("transactionId").GetString());
        Outcome again = await RunAsync(wallet, "tx", "rebroadcast", id, "--json");
        Assert.Equal("final", again.Data().GetProperty("state").GetString());
        Assert.Equal(before - 12_500_000_000 - fee, await BalanceAsync(wallet, "dev0"));
    }

    [Fact]
    public async Task A_balance_is_verified_with_the_genesis_file_and_says_so_without()
    {
        using var wallet = new WalletProgram();
        JsonElement told = (await RunAsync(wallet, "balance", "dev9", "--json")).Data();
        Assert.False(told.GetProperty("verified").GetBoolean());
        JsonElement proved = (await RunAsync(wallet, "balance", "dev9", "--json", "--genesis", chain.Genesis)).Data();
        Assert.True(proved.GetProperty("verified").GetBoolean());
        Assert.Equal(told.GetProperty("balance").GetString(), proved.GetProperty("balance").GetString());
        Assert.True((await RunAsync(wallet, "balance", "dev9", "--json")).Data().GetProperty("verified").GetBoolean());
    }

    [Fact]
    public async Task What_a_first_command_leaves_behind_is_private_and_doctor_finds_nothing_wrong()
    {
        using var wallet = new WalletProgram();
        Directory.CreateDirectory(wallet.PathOf("testnet/node0"));
        File.Copy(chain.Genesis, wallet.PathOf("testnet/node0/genesis.json"));
        Assert.True((await RunAsync(wallet, "balance", "dev9", "--json")).Data().GetProperty("verified").GetBoolean());
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(Owner, File.GetUnixFileMode(wallet.Home));
        Assert.Equal(0, (await RunAsync(wallet, "doctor")).ExitCode);
    }

    [Fact]
    public async Task The_genesis_of_the_users_own_testnet_is_found_and_goes_before_a_nodes_word()
    {
        using var wallet = new WalletProgram();
        Assert.Equal(0, (await RunAsync(wallet, "balance", "dev9")).ExitCode);
        Directory.CreateDirectory(wallet.PathOf("testnet/node0"));
        File.Copy(chain.Genesis, wallet.PathOf("testnet/node0/genesis.json"));
        Assert.True((await RunAsync(wallet, "balance", "dev9", "--json")).Data().GetProperty("verified").GetBoolean());
        File.WriteAllText(wallet.PathOf("testnet/node0/genesis.json"), File.ReadAllText(chain.Genesis).Replace("\"unbondingBlocks\": 100", "\"unbondingBlocks\": 101", StringComparison.Ordinal));
        Assert.Equal(10, (await RunAsync(wallet, "balance", "dev9")).ExitCode);
        Assert.Equal(0, (await RunAsync(wallet, "balance", "dev9", "--home", wallet.Home)).ExitCode);
    }

    [Fact]
    public async Task Another_chain_under_the_same_name_is_refused_and_nothing_is_signed()
    {
        using var wallet = new WalletProgram();
        await RunAsync(wallet, "balance", "dev0");
        string pinned = Path.Combine(wallet.Home, "networks", "chain-dev.json");
        string text = File.ReadAllText(pinned);
        int at = text.IndexOf("\"genesisHash\": \"", StringComparison.Ordinal) + 16;
        File.WriteAllText(pinned, text[..at] + new string('0', 64) + text[(at + 64)..]);
        foreach (string[] command in (string[][])[["send", "dev1", "1", "--from", "dev0", "--yes"], ["balance", "dev0"], ["tx", "list"], ["fee"]])
        {
            Outcome outcome = await RunAsync(wallet, [.. command, "--json"]);
            if (command[0] != "tx")
                Assert.Equal((10, "wrong-chain"), (outcome.ExitCode, outcome.Code()));
        }
        Assert.False(Directory.Exists(Path.Combine(wallet.Home, "outbox")));
        Assert.Equal(10, (await RunAsync(wallet, "balance", "dev0", "--network", "chain-dev-other")).ExitCode);
    }

    [Fact]
    public async Task What_fails_on_chain_ends_with_6_and_what_the_node_refuses_with_5()
    {
        using var wallet = new WalletProgram();
        string validator = (await RunAsync(wallet, "stake", "validators", "--quiet")).Output.Split('\n')[0];
        Assert.Equal(0, (await RunAsync(wallet, "stake", "delegate", validator, "5", "--from", "dev2", "--yes")).ExitCode);
        Outcome failed = await RunAsync(wallet, "stake", "undelegate", validator, "50", "--from", "dev2", "--yes", "--json");
        Assert.Equal((6, "not-enough-bonded"), (failed.ExitCode, failed.Code()));
        Assert.Equal("final", failed.Envelope().GetProperty("data").GetProperty("state").GetString());
        Assert.Equal(0, (await RunAsync(wallet, "stake", "undelegate", validator, "2", "--from", "dev2", "--yes")).ExitCode);
        JsonElement status = (await RunAsync(wallet, "stake", "status", "dev2", "--json")).Data();
        Assert.Equal("3000000000", status.GetProperty("delegations")[0].GetProperty("amount").GetString());
        Assert.Equal("2000000000", status.GetProperty("unbondings")[0].GetProperty("amount").GetString());
        Outcome refused = await RunAsync(wallet, "send", "dev1", "1", "--from", "dev2", "--yes", "--gas-limit", "500000", "--json");
        Assert.Equal((5, "gas-limit-too-high"), (refused.ExitCode, refused.Code()));
        Outcome poor = await RunAsync(wallet, "send", "dev1", "4000000000", "--from", "dev2", "--yes", "--json");
        Assert.Equal((5, "cannot-pay"), (poor.ExitCode, poor.Code()));
    }

    [Fact]
    public async Task A_transaction_is_built_signed_without_network_and_broadcast()
    {
        using var wallet = new WalletProgram();
        (string unsigned, string signed) = (wallet.PathOf("unsigned.json"), wallet.PathOf("signed.json"));
        Assert.Equal(0, (await RunAsync(wallet, "tx", "build", "dev1", "3", "--from", "dev3", "--out", unsigned)).ExitCode);
        Assert.Equal(8, (await wallet.RunAsync("tx", "sign", unsigned, "--offline", "--out", signed)).ExitCode);
        Assert.Equal(3, (await RunAsync(wallet, "tx", "cancel", new string('0', 64), "--yes")).ExitCode);
        Assert.Equal(2, (await RunAsync(wallet, "tx", "broadcast", unsigned, "--yes")).ExitCode);
        Assert.Equal(0, (await wallet.RunAsync("tx", "sign", unsigned, "--offline", "--yes", "--out", signed)).ExitCode);
        string decoded = (await wallet.RunAsync("tx", "decode", signed, "--offline", "--json")).Data().GetProperty("transactionId").GetString()!;
        JsonElement sent = (await RunAsync(wallet, "tx", "broadcast", signed, "--yes", "--json")).Data();
        Assert.Equal(("final", decoded), (sent.GetProperty("state").GetString(), sent.GetProperty("transactionId").GetString()));
        Assert.Equal(0, (await RunAsync(wallet, "tx", "broadcast", signed, "--yes")).ExitCode);
    }

    [Fact]
    public async Task A_waiting_transaction_is_cancelled_and_only_one_of_the_two_is_included()
    {
        using var wallet = new WalletProgram();
        // Sequence 1 before sequence 0: it waits in the pool.
        string waiting = (await RunAsync(wallet, "send", "dev1", "1", "--from", "dev4", "--lane", "3", "--sequence", "1", "--wait", "none", "--yes", "--quiet")).Output.Trim();
        Outcome taken = await RunAsync(wallet, "send", "dev1", "2", "--from", "dev4", "--lane", "3", "--sequence", "1", "--wait", "none", "--yes", "--json");
        Assert.Equal((5, "slot-taken"), (taken.ExitCode, taken.Code()));
        Assert.Equal(9, (await RunAsync(wallet, "tx", "wait", waiting, "--timeout", "1")).ExitCode);
        string cancelling = (await RunAsync(wallet, "tx", "cancel", waiting, "--wait", "none", "--yes", "--quiet")).Output.Trim();
        Assert.Equal(0, (await RunAsync(wallet, "send", "dev1", "1", "--from", "dev4", "--lane", "3", "--yes")).ExitCode);
        Assert.Equal(0, (await RunAsync(wallet, "tx", "wait", cancelling)).ExitCode);
        JsonElement status = (await RunAsync(wallet, "tx", "status", waiting, "--json")).Data();
        Assert.Equal(("replaced", true), (status.GetProperty("state").GetString(), status.GetProperty("settled").GetBoolean()));
        Assert.Equal(5, (await RunAsync(wallet, "tx", "wait", waiting)).ExitCode);
    }

    [Fact]
    public async Task Sends_started_at_once_from_one_account_all_succeed()
    {
        using var wallet = new WalletProgram();
        Outcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => RunAsync(wallet, "send", "dev6", "0.001", "--from", "dev5", "--yes", "--json", "--lane", i % 3 == 0 ? "auto" : $"{i % 3}")));
        var slots = outcomes.Select(static outcome => (outcome.Data().GetProperty("lane").GetInt32(), outcome.Data().GetProperty("sequence").GetInt32())).ToHashSet();
        Assert.Equal(24, slots.Count);
        Assert.All(outcomes, static outcome => Assert.Equal("final", outcome.Data().GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_transaction_that_was_signed_but_never_sent_is_named_and_sent_on_request()
    {
        using var wallet = new WalletProgram();
        string id = (await RunAsync(wallet, "send", "dev1", "1", "--from", "dev7", "--lane", "2", "--wait", "none", "--yes", "--quiet")).Output.Trim();
        Assert.Equal(0, (await RunAsync(wallet, "tx", "wait", id)).ExitCode);
        // As if a second one had been signed by a program that died before it could send.
        (string unsigned, string signed) = (wallet.PathOf("u.json"), wallet.PathOf("s.json"));
        Assert.Equal(0, (await RunAsync(wallet, "tx", "build", "dev1", "1", "--from", "dev7", "--lane", "2", "--out", unsigned)).ExitCode);
        JsonElement lost = (await wallet.RunAsync("tx", "sign", unsigned, "--offline", "--yes", "--out", signed, "--json")).Data();
        string open = Directory.GetDirectories(Path.Combine(wallet.Home, "outbox"), "open", SearchOption.AllDirectories).Single();
        string lostId = lost.GetProperty("transactionId").GetString()!;
        string name = string.Create(CultureInfo.InvariantCulture, $"002-{lost.GetProperty("sequence").GetUInt64():D20}-{lost.GetProperty("expiryHeight").GetUInt64():D16}-{lostId}.json");
        File.WriteAllText(Path.Combine(open, name), JsonSerializer.Serialize(new { network = "chain-dev", transactionId = lostId, transaction = lost.GetProperty("transaction").GetString(), state = "Signed", detail = "", process = 4194999, processStart = 1, signedAtMs = 1 }));

        Outcome stalled = await RunAsync(wallet, "send", "dev1", "1", "--from", "dev7", "--lane", "2", "--yes", "--json");
        Assert.Equal((5, "lane-stalled"), (stalled.ExitCode, stalled.Code()));
        Assert.Equal(0, (await RunAsync(wallet, "send", "dev1", "1", "--from", "dev7", "--yes")).ExitCode);
        Assert.Equal(0, (await RunAsync(wallet, "tx", "rebroadcast", lostId)).ExitCode);
        Assert.Equal(0, (await RunAsync(wallet, "send", "dev1", "1", "--from", "dev7", "--lane", "2", "--yes")).ExitCode);
    }

    [Fact]
    public async Task Control_characters_in_a_memo_are_shown_escaped()
    {
        using var wallet = new WalletProgram();
        Assert.Equal(0, (await RunAsync(wallet, "send", "dev9", "1", "--from", "dev8", "--memo", "\u001b[31m\u202eevil", "--yes")).ExitCode);
        Outcome history = await RunAsync(wallet, "history", "dev8", "--limit", "1");
        Assert.Contains("\\u{1b}[31m\\u{202e}evil", history.Output);
        Assert.DoesNotContain('\u001b', history.Output);
        Assert.Equal("\u001b[31m\u202eevil", (await RunAsync(wallet, "history", "dev8", "--limit", "1", "--json")).Data().GetProperty("transactions")[0].GetProperty("memo").GetString());
    }

    [Fact]
    public async Task Blocks_are_watched_until_the_count_or_the_interruption()
    {
        using var wallet = new WalletProgram();
        Outcome two = await RunAsync(wallet, "watch", "blocks", "--from-height", "1", "--count", "2", "--json");
        string[] lines = two.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([1, 2], lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("height").GetInt32()));
        Outcome interrupted = await wallet.ShellAsync($"$W watch blocks --from-height 1 --node {chain.Node} | head -n 1 >/dev/null; echo ${{PIPESTATUS[0]}}");
        Assert.Equal("0\n", interrupted.Output);
        string pipe = wallet.PathOf("pipe");
        Assert.Equal(130, (await wallet.ShellAsync($"mkfifo '{pipe}'; $W watch blocks --from-height 1 --node {chain.Node} >'{pipe}' & exec 3<'{pipe}'; read -u 3 line; kill -TERM $!; wait $!")).ExitCode);
    }

    [Fact]
    public async Task A_validator_is_registered_with_a_proof_of_its_key()
    {
        using var wallet = new WalletProgram();
        Outcome taken = await RunAsync(wallet, "validator", "register", chain.NodeHome, "2", "--from", "dev8", "--lane", "7", "--yes", "--json");
        Assert.Equal((6, "consensus-key-taken"), (taken.ExitCode, taken.Code()));
        string key = wallet.SecretFile("consensus.key", string.Concat(Enumerable.Repeat("42", 32)) + "\n");
        Assert.Equal(0, (await RunAsync(wallet, "validator", "register", key, "2", "--from", "dev8", "--lane", "7", "--yes")).ExitCode);
        Assert.Equal(2, (await RunAsync(wallet, "stake", "validators", "--quiet")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private Task<Outcome> RunAsync(WalletProgram wallet, params string[] arguments) => wallet.RunAsync([.. arguments, "--node", chain.Node]);

    private async Task<ulong> BalanceAsync(WalletProgram wallet, string who) => Number((await RunAsync(wallet, "account", who, "--json")).Data(), "balance");

    private static ulong Number(JsonElement data, string name) => ulong.Parse(data.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
