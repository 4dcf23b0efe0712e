using System.Text.Json;

namespace Chain.EndToEnd.Tests.Testnet;

/// <summary>The main job, on real processes: send, kill, come back. The tests share one testnet and run one after the other; each leaves all nodes running.</summary>
public class TestnetTests(TestnetFixture testnet) : IClassFixture<TestnetFixture>
{
    [Fact]
    public async Task Four_validators_agree_on_what_the_wallet_sends()
    {
        (string from, string to) = (await AddressAsync("dev0"), await AddressAsync("dev1"));
        using var api = new NodeApi(testnet.Http(0));
        ulong fromBefore = await api.BalanceAsync(from);
        ulong toBefore = await api.BalanceAsync(to);

        JsonElement sent = (await testnet.WalletAsync(0, "send", "dev1", "12.5", "--from", "dev0", "--yes")).Data();

        Assert.Contains(sent.GetProperty("state").GetString(), (string[])["final", "proven"]);
        ulong fee = ulong.Parse(sent.GetProperty("fee").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(fee > 0);
        ulong height = sent.GetProperty("height").GetUInt64();
        for (int node = 0; node < TestnetFixture.Validators; node++)
        {
            using var other = new NodeApi(testnet.Http(node));
            await TestnetFixture.UntilAsync($"node{node} reaches height {height}", other.HeightAsync, reached => reached >= height);
            Assert.Equal(toBefore + 12_500_000_000, await other.BalanceAsync(to));
            Assert.Equal(fromBefore - 12_500_000_000 - fee, await other.BalanceAsync(from));
        }
    }

    [Fact]
    public async Task Two_hundred_sends_started_at_once_from_one_account_all_succeed()
    {
        string to = await AddressAsync("dev3");
        using var api = new NodeApi(testnet.Http(0));
        ulong before = await api.BalanceAsync(to);

        Outcome[] sends = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => testnet.WalletAsync(i % TestnetFixture.Validators, "send", "dev3", "0.001", "--from", "dev2", "--yes")));

        // On a slow machine the next block may be there before the wallet looks: then the transfer is proven already.
        Assert.All(sends, send => Assert.Contains(send.Data().GetProperty("state").GetString(), (string[])["final", "proven"]));
        Assert.Equal(200, sends.Select(send => send.Data().GetProperty("transactionId").GetString()).Distinct(StringComparer.Ordinal).Count());
        await TestnetFixture.UntilAsync("all of them show in the balance", () => api.BalanceAsync(to), balance => balance == before + (200 * 1_000_000UL));
    }

    [Fact]
    public async Task Blocks_go_on_when_one_validator_is_killed_and_it_catches_up()
    {
        Assert.Equal(0, (await testnet.RunAsync("kill", "2")).ExitCode);
        using var api = new NodeApi(testnet.Http(0));
        ulong killedAt = await api.HeightAsync();
        (await testnet.WalletAsync(0, "send", "dev1", "1", "--from", "dev0", "--yes")).Data();
        await TestnetFixture.UntilAsync("blocks go on", api.HeightAsync, height => height >= killedAt + 3);

        Assert.Equal(0, (await testnet.RunAsync("start", "2")).ExitCode);

        await TestnetFixture.UntilAsync("node2 is level", testnet.StatusAsync, nodes => nodes[2].Height is { } height && height + 1 >= nodes[0].Height);
        await AssertSameChainAsync();
    }

    [Fact]
    public async Task Nothing_final_is_lost_when_all_are_killed()
    {
        for (int round = 0; round < 3; round++)
        {
            JsonElement sent = (await testnet.WalletAsync(round, "send", "dev5", "2", "--from", "dev4", "--yes")).Data();
            ulong height = sent.GetProperty("height").GetUInt64();
            using var api = new NodeApi(testnet.Http(round));
            string blockId = await api.BlockIdAsync(height);
            Task<Outcome> interrupted = testnet.WalletAsync(3, "send", "dev5", "2", "--from", "dev6", "--yes", "--wait", "none");

            await Task.WhenAll(Enumerable.Range(0, TestnetFixture.Validators).Select(node => testnet.RunAsync("kill", $"{node}")));
            await interrupted;
            Outcome up = await testnet.UpAsync();

            Assert.True(up.ExitCode == 0, up.Errors);
            for (int node = 0; node < TestnetFixture.Validators; node++)
            {
                using var after = new NodeApi(testnet.Http(node));
                await TestnetFixture.UntilAsync($"node{node} has height {height}", after.HeightAsync, reached => reached >= height);
                Assert.Equal(blockId, await after.BlockIdAsync(height));
            }
            await AssertSameChainAsync();
        }
    }

    [Fact]
    public async Task Two_of_four_stop_blocks_but_not_reads_and_a_third_resumes_them()
    {
        await testnet.RunAsync("kill", "1");
        await testnet.RunAsync("kill", "3");
        using var api = new NodeApi(testnet.Http(0));
        Outcome stuck = await testnet.WalletAsync(0, "send", "dev1", "1", "--from", "dev7", "--yes", "--wait", "none");
        Assert.True(stuck.ExitCode == 0, stuck.Errors);
        ulong stopped = await api.HeightAsync();
        string to = await AddressAsync("dev1");
        ulong before = await api.BalanceAsync(to);

        await testnet.RunAsync("start", "1");

        await TestnetFixture.UntilAsync("blocks resume", api.HeightAsync, height => height >= stopped + 2);
        await TestnetFixture.UntilAsync("the waiting transfer is final", () => api.BalanceAsync(to), balance => balance == before + 1_000_000_000);
        await testnet.RunAsync("start", "3");
        await TestnetFixture.UntilAsync("node3 is level", testnet.StatusAsync, nodes => nodes[3].Height is { } height && height + 1 >= nodes[0].Height);
        await AssertSameChainAsync();
    }

    private async Task AssertSameChainAsync()
    {
        IReadOnlyList<NodeView> nodes = await TestnetFixture.UntilAsync("all answer", testnet.StatusAsync, all => all.All(node => node.Height is not null));
        ulong common = nodes.Min(node => node.Height!.Value);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (int node = 0; node < TestnetFixture.Validators; node++)
        {
            using var api = new NodeApi(testnet.Http(node));
            ids.Add(await api.BlockIdAsync(common));
        }
        Assert.Single(ids);
    }

    private async Task<string> AddressAsync(string name) =>
        (await testnet.WalletAsync(0, "account", name)).Data().GetProperty("address").GetString()!;
}
