using System.Text;
using Chain.Primitives;
using Chain.Script.Hosting;
using Chain.State;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

/// <summary>At whatever limit a run ends, the state is as before, and nothing of what the runtime keeps, or of who watches, is seen in it.</summary>
public sealed class GasTests
{
    private const string Busy = Contracts.Imports + """

        export default class Busy extends Contract {
          static structs = { Point: { x: 'i64', y: 'i64' } };
          static state = { count: 'u64', where: 'Point', byUser: map('address', 'u64'), log: list('u64'), seen: set('string'), other: 'address' };
          static events = { Done: { by: 'address indexed', left: 'u64' } };
          static abi = { init: { args: { other: 'address' } }, work: { returns: 'u64' }, pay: { args: { to: 'address' }, payable: true }, reach: { returns: 'string' }, make: { args: { hash: 'bytes' }, returns: 'address' } };
          init(other) { this.other = other; }
          work() {
            this.count += 1n; this.where = { x: 1n, y: -1n }; this.byUser.set(msg.sender, 5n); this.log.push(7n); this.seen.add('a'); this.seen.add('b'); this.seen.delete('a');
            for (const [who, n] of this.byUser) this.count += n;
            emit('Done', { by: msg.sender, left: gasLeft() });
            return gasLeft();
          }
          pay(to) { transfer(to, msg.value); emit('Done', { by: to, left: gasLeft() }); }
          reach() { let seen = ''; for (const name of ['touch', 'fail', 'burn', 'gas']) { try { seen += ` ${name} ${at(this.other)[name]()}`; } catch (error) { seen += ` ${error.code}`; } } emit('Done', { by: self, left: gasLeft() }); return `${seen} ${gasLeft()}`; }
          make(hash) { const made = create(hash, [this.other]); this.log.push(1n); return made; }
        }
        """;

    private static readonly byte[] BusyHash = ContractCompiler.HashOf(Encoding.UTF8.GetBytes(Busy)).ToArray();

    public static TheoryData<string> Methods => ["work", "pay", "reach", "make"];

    [Theory]
    [MemberData(nameof(Methods))]
    public void At_every_limit_a_run_ends_alike_and_leaves_nothing_unless_it_succeeds(string method)
    {
        var ledger = new Ledger();
        Address callee = ledger.Deploy(Contracts.Callee);
        Address busy = ledger.Deploy(Busy, Of(callee));
        StateWrites start = ledger.State.ToWrites();
        const ulong Enough = 4_000_000;
        ContractOutcome whole = Run(start, method, busy, Enough, new ContractRuntime()).Outcome;
        Assert.True(whole.IsSuccess, $"{whole.Code} {whole.Message}");
        ulong step = (method == "reach" ? Enough : whole.GasUsed) / 150;
        var warm = new ContractRuntime();
        int failures = 0;
        for (ulong gas = 0; gas <= Enough && gas < whole.GasUsed + (3 * step); gas += step)
        {
            var first = Run(start, method, busy, gas, warm);
            var second = Run(start, method, busy, gas, warm);
            Assert.Equal(Text(first.Outcome), Text(second.Outcome));
            Assert.Equal(first.State, second.State);
            Assert.True(first.Outcome.GasUsed <= gas);
            if (first.Outcome.IsSuccess)
                continue;
            failures++;
            Assert.Equal((ReceiptStatus.OutOfGas, gas), (first.Outcome.Status, first.Outcome.GasUsed));
            Assert.Equal((0, 0, ""), (first.Outcome.Events.Count, first.Outcome.Moves.Count, first.State));
        }
        Assert.True(failures > 10);
        if (method != "reach")
            Assert.Equal(ReceiptStatus.OutOfGas, Run(start, method, busy, whole.GasUsed - 1, warm).Outcome.Status);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_cold_cache_a_tiny_cache_and_an_observer_change_nothing(string method)
    {
        var ledger = new Ledger();
        Address callee = ledger.Deploy(Contracts.Callee);
        Address busy = ledger.Deploy(Busy, Of(callee));
        StateWrites start = ledger.State.ToWrites();
        var watched = new Watching();
        var warm = Run(start, method, busy, Gas / 10, ledger.Runtime);
        foreach (ContractRuntime runtime in new[] { new ContractRuntime(), new ContractRuntime(new ContractRuntimeOptions { CacheBytesMax = 1 }), new ContractRuntime(new ContractRuntimeOptions { Observe = (_, _) => watched }) })
        {
            for (int i = 0; i < 2; i++)
            {
                var again = Run(start, method, busy, Gas / 10, runtime);
                Assert.Equal((Text(warm.Outcome), warm.State), (Text(again.Outcome), again.State));
            }
        }
        Assert.True(watched.Statements > 0);
    }

    [Fact]
    public void The_cache_stays_within_its_bytes_whatever_is_deployed_and_called()
    {
        var runtime = new ContractRuntime(new ContractRuntimeOptions { CacheBytesMax = 2_000_000 });
        var ledger = new Ledger(runtime);
        var gas = new HashSet<ulong>();
        for (int i = 0; i < 40; i++)
        {
            Address made = ledger.Deploy(Contracts.Running($"return 'number {i:000}';"));
            gas.Add(ledger.Call(made, "run").GasUsed);
            Assert.InRange(runtime.CacheBytes, 1, 2_000_000);
        }
        Assert.Single(gas);
    }

    [Fact]
    public void A_code_is_charged_for_once_in_a_transaction_and_again_in_the_next()
    {
        var ledger = new Ledger();
        Address callee = ledger.Deploy(Contracts.Callee);
        string calling = Contracts.Of("init: { args: { other: 'address' } }, once: {}, twice: {}", "init(other) { this.other = other; } once() { at(this.other).total(); } twice() { at(this.other).total(); at(this.other).total(); }", "other: 'address'");
        Address caller = ledger.Deploy(calling, Of(callee));
        ulong once = ledger.Call(caller, "once").GasUsed;
        ulong twice = ledger.Call(caller, "twice").GasUsed;
        Assert.Equal(once, ledger.Call(caller, "once").GasUsed);
        long weight = ContractCompiler.Compile(Encoding.UTF8.GetBytes(Contracts.Callee), ContractCompileOptions.Network, out _)!.Weight;
        Assert.True(once - ledger.Call(callee, "total").GasUsed > 0);
        Assert.True((long)(twice - once) < weight);
    }

    [Fact]
    public void A_code_is_charged_for_again_when_much_was_touched_since()
    {
        // Two codes of which each is heavy enough that both together are more than stays touched.
        var ledger = new Ledger();
        string[] heavy = [.. new[] { "1", "2" }.Select(name => Contracts.Running($"if (msg.value === 7n) {{ {string.Concat(Enumerable.Repeat("(() => 1);", 11_500))} }} return '{name}';"))];
        Address[] callees = [.. heavy.Select(source => ledger.Deploy(source))];
        long weight = ContractCompiler.Compile(Encoding.UTF8.GetBytes(heavy[0]), ContractCompileOptions.Network, out _)!.Weight;
        Assert.InRange(weight, 8_000_000, 15_000_000);
        string calling = Contracts.Of(
            "gasOf: { args: { order: 'address[]' }, returns: 'u64[]' }",
            "gasOf(order) { return order.map(each => { const before = gasLeft(); at(each).run(); return before - gasLeft(); }); }");
        Address caller = ledger.Deploy(calling);

        Assert.Equal([true, false, true, true, false], Touches([callees[0], callees[0], callees[1], callees[0], callees[0]]));
        ledger.Runtime = new ContractRuntime(new ContractRuntimeOptions { CacheBytesMax = 1 });
        Assert.Equal([true, false, true, true, false], Touches([callees[0], callees[0], callees[1], callees[0], callees[0]]));

        bool[] Touches(Address[] order) =>
            [.. ((AbiValue.List)ledger.Get(caller, "gasOf", new AbiValue.List([.. order.Select(each => (AbiValue)Of(each))]))!).Items.Select(gas => ((AbiValue.Integer)gas).Value > weight)];
    }

    [Fact]
    public void The_table_of_prices_is_what_the_specification_shows()
    {
        string document = File.ReadAllText(Path.Combine(Root(), "docs", "spec", "contracts.md"));
        Assert.Contains(HostGas.CanonicalText(), document.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"SHA-256 {Convert.ToHexStringLower(HostGas.ScheduleHash())}", document, StringComparison.Ordinal);
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Chain.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder!;
    }

    private static (ContractOutcome Outcome, string State) Run(StateWrites start, string method, Address contract, ulong gas, ContractRuntime runtime)
    {
        var below = new StateOverlay(EmptyState.Instance);
        foreach (StateWrite write in start.Items)
            below.Set(write.Key.Span, write.NewValue!.Value.Span);
        var ledger = new Ledger(runtime, below);
        AbiValue[] arguments = method switch
        {
            "pay" => [Of(Account(8))],
            "make" => [Of(BusyHash)],
            _ => [],
        };
        return (ledger.CallAs(0, contract, method, arguments, method == "pay" ? 9ul : 0, gas), ledger.Fingerprint());
    }

    private static string Text(ContractOutcome outcome) =>
        $"{outcome.Status} {outcome.Code} {outcome.Message} {outcome.FailedAt} {outcome.Function} {outcome.Line}:{outcome.Column} {outcome.GasUsed} {Convert.ToHexString(outcome.ReturnValue.Span)} {outcome.StateWrites} {outcome.CallCount} "
        + string.Join(',', outcome.Events.Select(made => $"{made.Source} {made.Name} {Convert.ToHexString(made.Data.Span)}")) + string.Join(',', outcome.Moves) + string.Join(',', outcome.Calls);

    private sealed class Watching : IObserver
    {
        internal int Statements { get; private set; }

        public void OnStatement(in FrameView frame) => Statements += 1 + frame.Locals().Count;

        public void OnEnter(in FrameView frame)
        {
        }

        public void OnLeave(in FrameView frame)
        {
        }
    }
}
