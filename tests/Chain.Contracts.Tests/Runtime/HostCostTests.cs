using Chain.Primitives;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

/// <summary>
/// Nobody gets made what he has not paid for. Each call here stops for want of gas before a large value, or tries it again and again; what the host allocates meanwhile is
/// bounded by the gas, which a clock could not say.
/// </summary>
public sealed class HostCostTests
{
    private const string Source = Contracts.Imports + """

        export default class Large extends Contract {
          static structs = { Wide: { WIDE } };
          static state = { numbers: 'u8[]', pairs: list('u8[]'), wide: map('u32', 'Wide'), many: set('u32'), target: 'u8[]', text: 'string' };
          static abi = {
            fill: { args: { n: 'u32' } }, grow: { args: { from: 'u32', n: 'u32' } }, read: {}, item: {}, absent: {}, page: {}, assign: { args: { times: 'u32' } }, halves: { args: { times: 'u32' } },
            narrow: { args: { times: 'u32' } }, give: { returns: 'u8[]' },
          };
          fill(n) { this.numbers = new Array(n).fill(1); this.pairs.push(this.numbers); }
          grow(from, n) { for (let i = from; i < from + n; i++) this.many.add(i); }
          read() { this.numbers; }
          item() { this.pairs.get(0); }
          absent() { this.wide.get(5); }
          page() { this.many.values(0, 10000); }
          give() { return this.numbers; }
          assign(times) { const bad = new Array(100000).fill('x'); for (let i = 0; i < times; i++) { try { this.target = bad; } catch { } } }
          halves(times) { const bad = '\ud83d\ude00'.repeat(10000) + '\ud83d'; for (let i = 0; i < times; i++) { try { this.text = bad; } catch { } } }
          narrow(times) { const name = 'n'.repeat(1000000); const names = new Array(200).fill(name); for (let i = 0; i < times; i++) at(self, { abi: names }); }
        }
        """;

    private readonly Ledger ledger = new();
    private readonly Address contract;

    public HostCostTests()
    {
        contract = ledger.Deploy(Source.Replace("WIDE", string.Join(", ", Enumerable.Range(0, 64).Select(i => $"f{i}: 'u256'")), StringComparison.Ordinal));
        Call("fill", 50_000_000, Int(60_000));
    }

    [Theory]
    [InlineData("read", 30_000)]
    [InlineData("item", 30_000)]
    [InlineData("give", 30_000)]
    [InlineData("page", 20_000)]
    [InlineData("absent", 3_000)]
    public void A_value_that_cannot_be_paid_for_is_not_made(string method, ulong gas)
    {
        for (uint i = 0; i < 10_000 && method == "page"; i += 1_000)
            Call("grow", 50_000_000, Int(i), Int(1_000));
        var request = new CallRequest { Sender = Account(0), Contract = contract, Method = method, Gas = FirstTouch() + gas };
        ContractOutcome outcome = null!;
        // The bytes that are stored are read before they can be paid by their number; nothing is made of them.
        long allocated = Allocated(() => outcome = ledger.Runtime.Call(ledger.State, ledger.Context, request));
        Assert.Equal(ReceiptStatus.OutOfGas, outcome.Status);
        Assert.InRange(allocated, 0, 80_000);
        Assert.True(ledger.CallAs(0, contract, method, [], gas: 50_000_000).IsSuccess);
    }

    [Theory]
    [InlineData("assign", 200)]
    [InlineData("narrow", 200)]
    [InlineData("halves", 20)]
    public void What_is_refused_again_and_again_leaves_no_heap_behind(string method, int times)
    {
        long once = Allocated(() => Call(method, 50_000_000, Int(1)));
        ContractOutcome outcome = null!;
        long often = Allocated(() => outcome = Call(method, 50_000_000, Int(times)));
        Assert.InRange(often - once, 0, (long)outcome.GasUsed * 8);
    }

    [Fact]
    public void Old_fields_are_not_made_for_a_migration_that_cannot_pay_for_them()
    {
        string fields = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"f{i}: 'u8[]'"));
        string first = Contracts.Of("fill: { args: { from: 'u32' } }", "fill(from) { for (let i = from; i < from + 10; i++) this['f' + i] = new Array(50000).fill(1); }", fields);
        Address address = ledger.NextAddress();
        Assert.True(ledger.TryDeploy(first, upgrader: Account(0)).IsSuccess);
        for (int i = 0; i < 40; i += 10)
            Assert.True(ledger.CallAs(0, address, "fill", [Int(i)], gas: 200_000_000).IsSuccess);
        string next = Contracts.Of("x: {}", "migrate(from) { } x() { }", fields);
        var request = new UpgradeRequest { Sender = Account(0), Contract = address, Source = System.Text.Encoding.UTF8.GetBytes(next), Arguments = default, Gas = 1_000_000 };
        ContractOutcome outcome = null!;
        long allocated = Allocated(() => outcome = ledger.Runtime.Upgrade(ledger.State, ledger.Context, request));
        Assert.Equal(ReceiptStatus.OutOfGas, outcome.Status);
        Assert.InRange(allocated, 0, 8_000_000);
        Assert.True(ledger.Runtime.Upgrade(ledger.State, ledger.Context, request with { Gas = 1_000_000_000 }).IsSuccess);
    }

    [Theory]
    [InlineData("at(self, { abi: new Array(257).fill('x') })", "RangeError")]
    [InlineData("at(self, { abi: ['x'.repeat(65)] })['x'.repeat(65)]()", "TypeError")]
    [InlineData("at(self, { abi: { ['x'.repeat(65)]: 1 } })['x'.repeat(65)]()", "TypeError")]
    [InlineData("at(self, { abi: ['x'.repeat(64)] })['x'.repeat(64)]()", "NO_METHOD")]
    public void Names_that_no_method_has_are_not_looked_at(string expression, string code) =>
        Assert.Equal(code, ledger.GetTextOf(Contracts.Running($"try {{ {expression}; return 'done'; }} catch (error) {{ return error.code ?? error.name; }}")));

    private ulong FirstTouch()
    {
        string source = Source.Replace("WIDE", string.Join(", ", Enumerable.Range(0, 64).Select(i => $"f{i}: 'u256'")), StringComparison.Ordinal);
        return (ulong)(HostGas.FirstTouch + ContractCompiler.Compile(System.Text.Encoding.UTF8.GetBytes(source), ContractCompileOptions.Network, out _)!.Weight);
    }

    private ContractOutcome Call(string method, ulong gas, params AbiValue[] arguments)
    {
        ContractOutcome outcome = ledger.CallAs(0, contract, method, arguments, gas: gas);
        Assert.True(outcome.IsSuccess, $"{method} {outcome.Code} {outcome.Message}");
        return outcome;
    }

    private static long Allocated(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
