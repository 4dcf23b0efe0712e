using Chain.Script.Proof.Attacks;

namespace Chain.EndToEnd.Tests.Testnet;

/// <summary>Contracts on four real processes: what an author does first, and what an attacker does.</summary>
public class ContractTests(TestnetFixture testnet) : IClassFixture<TestnetFixture>
{
    private const int Failed = 6;
    private const int Accounts = 10;

    private const string Counter = """
        import { Contract, map, msg, emit, require } from 'chain';

        /** A counter that remembers who counted. */
        export default class Counter extends Contract {
          static state = { count: 'u64', byUser: map('address', 'u64') };
          static events = { Counted: { who: 'address indexed', total: 'u64' } };
          static abi = { add: { args: { n: 'u32' } }, spin: {}, total: { returns: 'u64', view: true } };
          add(n) {
            require(n > 0, 'ZERO');
            this.count += BigInt(n);
            this.byUser.set(msg.sender, this.byUser.get(msg.sender) + BigInt(n));
            emit('Counted', { who: msg.sender, total: this.count });
          }
          spin() { for (;;) { } }
          total() { return this.count; }
        }
        """;

    [Fact]
    public async Task A_contract_is_deployed_called_viewed_and_fails_as_it_should()
    {
        Assert.Equal(0, (await testnet.WalletAsync(0, "contract", "deploy", await FileAsync("counter", Counter), "--from", "dev0", "--yes")).ExitCode);
        Assert.Equal(0, (await testnet.WalletAsync(1, "contract", "call", "@counter", "add", "--args", "[5]", "--from", "dev1", "--yes")).ExitCode);
        Outcome refused = await testnet.WalletAsync(2, "contract", "call", "@counter", "add", "--args", "[0]", "--from", "dev1", "--yes");
        Outcome endless = await testnet.WalletAsync(3, "contract", "call", "@counter", "spin", "--from", "dev2", "--gas-limit", "20000000", "--yes");

        Assert.Equal(Failed, refused.ExitCode);
        Assert.Contains("ZERO", refused.Output, StringComparison.Ordinal);
        Assert.Equal(Failed, endless.ExitCode);
        for (int node = 0; node < TestnetFixture.Validators; node++)
        {
            await TestnetFixture.UntilAsync(
                $"node{node} counts 5", () => testnet.WalletAsync(node, "contract", "view", "@counter", "total"), view => view.ExitCode == 0 && view.Output.Contains("\"5\"", StringComparison.Ordinal));
        }
        Assert.Contains("Counted", (await testnet.WalletAsync(0, "contract", "events", "@counter")).Output, StringComparison.Ordinal);
        await AssertSameChainAsync();
    }

    // Ten accounts at once, three attacks each: deployed, called, and called by a contract that catches.
    [Fact]
    public async Task Thirty_attacks_fail_and_the_chain_goes_on()
    {
        AttackCase[] cases = [.. AttackCorpus.Own.Where(static (_, place) => place % 7 == 0).Take(3 * Accounts)];
        Assert.Equal(3 * Accounts, cases.Length);
        Assert.Equal(0, (await testnet.WalletAsync(0, "contract", "deploy", await FileAsync("catcher", AttackContracts.Catcher), "--from", "dev0", "--yes")).ExitCode);

        int[] deployed = await Task.WhenAll(Enumerable.Range(0, Accounts).Select(account => AttackAsync(account, cases[(3 * account)..((3 * account) + 3)])));

        Assert.True(deployed.Sum() > 20, $"only {deployed.Sum()} of 30 could be deployed");
        Assert.Equal(0, (await testnet.WalletAsync(3, "send", "dev1", "1", "--from", "dev0", "--yes")).ExitCode);
        await AssertSameChainAsync();
    }

    private async Task<int> AttackAsync(int account, AttackCase[] cases)
    {
        int deployed = 0;
        string from = $"dev{account}";
        for (int i = 0; i < cases.Length; i++)
        {
            string name = $"attack-{account}-{i}";
            int node = (account + i) % TestnetFixture.Validators;
            Outcome deploy = await testnet.WalletAsync(node, "contract", "deploy", await FileAsync(name, AttackContracts.Of(cases[i])), "--args", "[false]", "--from", from, "--yes");
            if (deploy.ExitCode != 0)
                continue;
            deployed++;
            Outcome run = await testnet.WalletAsync(node, "contract", "call", $"@{name}", "run", "--from", from, "--gas-limit", "10000000", "--yes");
            Assert.True(run.ExitCode is 0 or Failed, $"{cases[i].Id}: {run.ExitCode} {run.Output}{run.Errors}");
            Outcome caught = await testnet.WalletAsync(node, "contract", "call", "@catcher", "attack", "--args", $"[\"@{name}\"]", "--from", from, "--gas-limit", "10000000", "--yes");
            Assert.True(caught.ExitCode == 0, $"{cases[i].Id}: {caught.ExitCode} {caught.Output}{caught.Errors}");
        }
        return deployed;
    }

    private Task<string> FileAsync(string name, string source) => FileAsync(name, System.Text.Encoding.UTF8.GetBytes(source));

    private async Task<string> FileAsync(string name, byte[] source)
    {
        string file = Path.Combine(testnet.Home, $"{name}.js");
        await File.WriteAllBytesAsync(file, source);
        return file;
    }

    private async Task AssertSameChainAsync()
    {
        using var first = new NodeApi(testnet.Http(0));
        ulong height = await first.HeightAsync();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int node = 0; node < TestnetFixture.Validators; node++)
        {
            using var api = new NodeApi(testnet.Http(node));
            await TestnetFixture.UntilAsync($"node{node} is past height {height}", api.HeightAsync, reached => reached > height);
            // The next header holds the root of the state after this height.
            seen.Add(await api.BlockIdAsync(height + 1));
        }
        Assert.Single(seen);
    }
}
