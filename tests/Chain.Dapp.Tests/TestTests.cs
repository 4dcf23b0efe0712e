using System.Text.Json;

namespace Chain.Dapp.Tests;

public class TestTests
{
    private const string Counter = """
        import { Contract, map, msg, emit, require } from 'chain';

        /** A counter that remembers who counted. */
        export default class Counter extends Contract {
          static state = { count: 'u64', byUser: map('address', 'u64') };
          static events = { Counted: { who: 'address indexed', total: 'u64' } };
          static abi = {
            init: { args: { start: 'u64' } },
            add: { args: { n: 'u32' }, returns: 'u64' },
            total: { returns: 'u64', view: true },
          };

          init(start) {
            this.count = start;
          }

          add(n) {
            require(n > 0, 'ZERO', 'nothing to add');
            if (n > 1000) {
              this.count = 0n;
            }
            this.count += BigInt(n);
            this.byUser.set(msg.sender, this.byUser.get(msg.sender) + BigInt(n));
            emit('Counted', { who: msg.sender, total: this.count });
            return this.count;
          }

          total() {
            return this.count;
          }
        }
        """;

    private const string Head = """
        import { test, expect, beforeEach, afterEach, deploy, at, accounts, chain, coins } from 'chain/test';

        const counter = deploy('counter.js', { args: { start: 5n } });

        """;

    [Fact]
    public async Task What_new_makes_is_green()
    {
        using var workshop = new Workshop();
        (await workshop.RunAsync("new", "shop")).Ended(0);
        Outcome run = (await workshop.RunInAsync("shop", "test")).Ended(0);
        Assert.Contains("4 passed", run.Output, StringComparison.Ordinal);
        Assert.Contains("Shop.buy", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_test_begins_with_the_chain_as_the_file_left_it()
    {
        Outcome run = await RunAsync("""
            test('adds', () => {
              expect(counter.add(3)).toBe(8n);
              expect(counter.view.total()).toBe(8n);
              expect(chain.last.ok).toBe(true);
              expect(chain.last.returned).toBe(8n);
            });
            test('sees nothing of the other test', () => {
              expect(counter.view.total()).toBe(5n);
              expect(chain.balanceOf(accounts[3])).toBe(coins(1_000_000));
            });
            """);
        Assert.Equal((2, 0), Counts(run.Ended(0)));
    }

    [Fact]
    public async Task Accounts_events_time_and_snapshots_are_what_the_chain_has()
    {
        Outcome run = await RunAsync("""
            test('accounts', () => {
              expect(accounts).toHaveLength(10);
              expect(accounts[1].name).toBe('dev1');
              counter.as(accounts[1]).add(3);
              expect(chain.events()).toEqual([{ contract: counter.address, name: 'Counted', who: accounts[1].address, total: 8n }]);
              expect(chain.events()[0].data).toEqual({ who: accounts[1].address, total: 8n });
            });
            test('time', () => {
              const { height, time } = chain;
              chain.advance({ seconds: 60, blocks: 2 });
              expect(chain.height).toBe(height + 2n);
              expect(chain.time).toBe(time + 60_000n);
            });
            test('snapshots', () => {
              const before = chain.snapshot();
              counter.add(1);
              chain.restore(before);
              expect(counter.view.total()).toBe(5n);
            });
            test('coins', () => {
              chain.send(accounts[0], accounts[1], coins(1));
              expect(chain.balanceOf(accounts[1])).toBe(coins(1_000_001));
              expect(chain.balanceOf(accounts[0])).toBe(coins(999_999));
              expect(() => chain.send(accounts[0], counter, 1n)).toRevert('RECEIVER_REFUSES');
            });
            test('a contract by its address', () => {
              expect(at(counter.address).total()).toBe(5n);
            });
            """);
        Assert.Equal((5, 0), Counts(run.Ended(0)));
    }

    [Fact]
    public async Task Hooks_run_around_every_test()
    {
        Outcome run = await RunAsync("""
            const said = [];
            beforeEach(() => said.push('before'));
            afterEach(() => said.push('after'));
            test('first', () => said.push('first'));
            test('second', () => expect(said).toEqual(['before', 'first', 'after', 'before']));
            """);
        Assert.Equal((2, 0), Counts(run.Ended(0)));
    }

    [Fact]
    public async Task A_failed_expectation_shows_line_and_values()
    {
        Outcome run = (await RunAsync("""
            test('counts wrong', () => {
              expect(counter.add(3)).toBe(9n);
            });
            """, json: false)).Ended(6);
        Assert.Contains("✗ counts wrong", run.Output, StringComparison.Ordinal);
        Assert.Contains("expected 9n, got 8n", run.Output, StringComparison.Ordinal);
        Assert.Contains("counter.test.js:5:", run.Output, StringComparison.Ordinal);
        Assert.Contains("expect(counter.add(3)).toBe(9n);", run.Output, StringComparison.Ordinal);
        Assert.Contains("0 passed, 1 failed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revert_shows_the_line_of_the_contract()
    {
        Outcome run = (await RunAsync("test('adds nothing', () => { counter.add(0); });", json: false)).Ended(6);
        Assert.Contains("Revert: ZERO: nothing to add", run.Output, StringComparison.Ordinal);
        Assert.Contains("counter.js:18:", run.Output, StringComparison.Ordinal);
        Assert.Contains("require(n > 0, 'ZERO', 'nothing to add');", run.Output, StringComparison.Ordinal);
        Assert.Contains("in add", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expect(() => counter.add(0)).toRevert('ZERO')", true)]
    [InlineData("expect(() => counter.add(0)).toRevert()", true)]
    [InlineData("expect(() => counter.add(1)).not.toRevert()", true)]
    [InlineData("expect(() => counter.add(0)).toRevert('OTHER')", false)]
    [InlineData("expect(() => counter.add(1)).toRevert()", false)]
    [InlineData("expect(() => { throw new TypeError('x'); }).toRevert()", false)]
    [InlineData("expect(() => counter.add('x')).toThrow('must be a whole number')", true)]
    [InlineData("expect(() => counter.add(2 ** 32)).toThrow('which is no u32')", true)]
    [InlineData("expect(() => counter.add(1, 2)).toThrow('add takes n: u32; 2 were given')", true)]
    [InlineData("expect(() => counter.call('nothing')).toThrow('it has add, total')", true)]
    [InlineData("expect(() => deploy('none.js')).toThrow('no contract file')", true)]
    [InlineData("expect(() => deploy('counter.js', { args: { strat: 5n } })).toThrow(\"init has no 'strat'\")", true)]
    [InlineData("expect(() => counter.with({ gas: 1000 }).add(1)).toRevert('OUT_OF_GAS')", true)]
    [InlineData("expect(() => counter.with({ value: 1n }).add(1)).toRevert()", true)]
    [InlineData("expect({ a: [1, 2n] }).toEqual({ a: [1, 2n] })", true)]
    [InlineData("expect({ a: [1, 2n] }).toEqual({ a: [1, 2] })", false)]
    [InlineData("expect([1]).not.toEqual([1])", false)]
    [InlineData("expect('tea').toContain('ea')", true)]
    [InlineData("expect(3n).toBeGreaterThan(2)", true)]
    [InlineData("expect(3n).toBeLessThanOrEqual(2)", false)]
    [InlineData("expect(undefined).toBeUndefined()", true)]
    [InlineData("expect(0).toBeFalsy(); expect('').not.toBeTruthy()", true)]
    public async Task An_expectation_holds_or_fails(string expectation, bool holds)
    {
        Outcome run = await RunAsync($"test('it', () => {{ {expectation}; }});");
        Assert.Equal(holds ? (1, 0) : (0, 1), Counts(run.Ended(holds ? 0 : 6)));
    }

    [Fact]
    public async Task A_test_that_never_ends_fails_and_the_next_one_runs()
    {
        Outcome run = await RunAsync("test('ends never', () => { for (;;) {} });\ntest('ends', () => expect(counter.view.total()).toBe(5n));");
        Assert.Equal((1, 1), Counts(run.Ended(6)));
        Assert.Equal("OutOfGas", run.Code());
    }

    [Fact]
    public async Task What_a_contract_prints_stands_below_its_test()
    {
        using Workshop workshop = WithCounter("test('prints', () => { console.log('from the test', 1n); counter.add(1); });");
        workshop.Write("counter.js", Counter.Replace("this.count += BigInt(n);", "console.log('adding', n);\n    this.count += BigInt(n);", StringComparison.Ordinal));
        Outcome run = (await workshop.RunAsync("test")).Ended(0);
        Assert.Contains("from the test 1n", run.Output, StringComparison.Ordinal);
        Assert.Contains("adding 1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_names_the_lines_that_never_ran()
    {
        using Workshop workshop = WithCounter("test('adds', () => { counter.add(1); });");
        Outcome run = (await workshop.RunAsync("test", "--coverage", "--json")).Ended(0);
        JsonElement file = run.Data().GetProperty("coverage")[0];
        Assert.Equal("counter.js", file.GetProperty("path").GetString());
        // Line 20 resets the count; line 29 is the view, which nobody asked.
        Assert.Equal([20, 29], file.GetProperty("missed").EnumerateArray().Select(line => line.GetInt32()));
    }

    [Fact]
    public async Task Gas_check_sees_a_change()
    {
        using Workshop workshop = WithCounter("test('adds', () => { counter.add(1); });");
        Assert.Equal("NO_SNAPSHOT", (await workshop.RunAsync("test", "--gas-check", "--json")).Ended(3).Code());
        (await workshop.RunAsync("test", "--gas")).Ended(0);
        Assert.Contains("\"Counter.add\"", workshop.Read("gas.snapshot.json"), StringComparison.Ordinal);
        (await workshop.RunAsync("test", "--gas-check")).Ended(0);

        workshop.Write("counter.js", Counter.Replace("if (n > 1000) {", "if (n > 1000 || n > 2000) {", StringComparison.Ordinal));
        Outcome changed = (await workshop.RunAsync("test", "--gas-check", "--json")).Ended(6);
        Assert.Equal("GAS_CHANGED", changed.Code());
        Assert.Contains(changed.Data().GetProperty("gasChanges").EnumerateArray(), change => change.GetProperty("what").GetString() == "Counter.add mean");
    }

    [Fact]
    public async Task A_contract_that_is_refused_fails_the_file_at_its_line()
    {
        using Workshop workshop = WithCounter("test('never', () => {});");
        workshop.Write("counter.js", Counter.Replace("count: 'u64',", "count: 'u65',", StringComparison.Ordinal));
        Outcome run = (await workshop.RunAsync("test")).Ended(6);
        Assert.Contains("the file cannot be run", run.Output, StringComparison.Ordinal);
        Assert.Contains("counter.js:5:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_file_that_is_no_javascript_is_told_with_its_place()
    {
        using var workshop = new Workshop();
        workshop.Write("a.test.js", "import { test } from 'chain/test';\ntest('x', () => { let = ; });\n");
        Outcome run = (await workshop.RunAsync("test", "--json")).Ended(6);
        Assert.Equal("SyntaxError", run.Code());
        Assert.Equal(2, run.Data().GetProperty("files")[0].GetProperty("failure").GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_test_can_call_as_a_contract()
    {
        using var workshop = new Workshop();
        workshop.Write("purse.js", """
            import { Contract, msg, block, require, emit } from 'chain';
            export default class Purse extends Contract {
              static state = { last: 'address', at: 'u64' };
              static events = { Hit: { by: 'address', value: 'u64' } };
              static abi = { init: { payable: true }, hit: { payable: true, returns: 'u64' }, refuse: {}, who: { returns: 'address', view: true }, when: { returns: 'u64', view: true } };
              init() {}
              hit() { this.last = msg.sender; this.at = block.height; emit('Hit', { by: msg.sender, value: msg.value }); return msg.value; }
              refuse() { this.last = msg.sender; require(false, 'NO', 'not today'); }
              who() { return this.last; }
              when() { return this.at; }
            }
            """);
        workshop.Write("purse.test.js", """
            import { test, expect, deploy, accounts, chain } from 'chain/test';
            test('as a contract', () => {
              const one = deploy('purse.js', { value: 10n });
              const two = deploy('purse.js', { upgrader: one });
              const height = chain.height;
              expect(two.as(one).with({ value: 4n }).hit()).toBe(4n);
              expect(chain.events()).toEqual([{ contract: two.address, name: 'Hit', by: one.address, value: 4n }]);
              expect(two.view.who()).toBe(one.address);
              expect([chain.height, two.view.when()]).toEqual([height + 1n, height + 1n]);
              expect([chain.balanceOf(one), chain.balanceOf(two)]).toEqual([6n, 4n]);
              expect(() => two.as(one).with({ value: 7n }).hit()).toRevert();
              expect(() => two.as(one.address).refuse()).toRevert('NO');
              expect(chain.last.message).toBe('not today');
              expect([two.view.who(), chain.balanceOf(one), chain.events().length]).toEqual([one.address, 6n, 0]);
              expect(() => two.upgrade('purse.js')).toRevert('NOT_ALLOWED');
              two.as(one).upgrade('purse.js');
              const gas = chain.last.gasUsed;
              two.hit();
              const paid = chain.last.gasUsed;
              two.as(one).hit();
              expect([chain.last.gasUsed, gas > 100_000n]).toEqual([paid, true]);
              expect(() => chain.send(one, accounts[1], 1n)).toThrow('has no key');
            });
            """);
        Assert.Equal((1, 0), Counts((await workshop.RunAsync("test", "--json")).Ended(0)));
    }

    [Fact]
    public async Task Only_tests_of_a_filter_run()
    {
        using Workshop workshop = WithCounter("test('one', () => {});\ntest('two', () => {});");
        Assert.Equal((1, 0), Counts((await workshop.RunAsync("test", "--filter", "two", "--json")).Ended(0)));
    }

    [Fact]
    public async Task No_tests_is_an_error()
    {
        using var workshop = new Workshop();
        Assert.Equal("NO_TESTS", (await workshop.RunAsync("test", "--json")).Ended(3).Code());
        Assert.Equal("NO_TESTS", (await workshop.RunAsync("test", "nowhere", "--json")).Ended(3).Code());
    }

    [Fact]
    public async Task The_chain_of_a_test_is_not_reached_in_another_way()
    {
        Outcome run = await RunAsync("import { ask } from 'chain/test/host';\ntest('x', () => {});");
        Assert.Equal((0, 1), Counts(run.Ended(6)));
    }

    private static (int Passed, int Failed) Counts(Outcome run) => (run.Data().GetProperty("passed").GetInt32(), run.Data().GetProperty("failed").GetInt32());

    private static Workshop WithCounter(string tests)
    {
        var workshop = new Workshop();
        workshop.Write("counter.js", Counter);
        workshop.Write("counter.test.js", Head + tests);
        return workshop;
    }

    private static async Task<Outcome> RunAsync(string tests, bool json = true)
    {
        using Workshop workshop = WithCounter(tests);
        return json ? await workshop.RunAsync("test", "--json") : await workshop.RunAsync("test");
    }
}
