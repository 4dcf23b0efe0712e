using Chain.Primitives;
using Chain.Types;

namespace Chain.Contracts.Tests.Runtime;

/// <summary>Contracts that abuse what the chain gives them. What they get is written down; that nothing of it is a defect is checked beside.</summary>
public sealed class HostileContractTests
{
    /// <summary>Tries one thing after the other and gives what became of each.</summary>
    private const string Try = "const seen = []; const T = act => { try { seen.push(String(act())); } catch (error) { seen.push(error.code ?? error.name); } };";

    private const string State = "n: 'u8', m: map('u8', 'u8'), l: list('u8'), s: set('u8'), p: 'P', raw: 'bytes'";

    private const string More = """
        static structs = { P: { x: 'u8', y: 'u8[]' } };
        static events = { E: {} };
        """;

    [Theory]
    [InlineData("const c = Object.create(this), d = Object.create(c); const read = o => o.n; for (let i = 0; i < 4; i++) { this.n = i; seen.push(read(c) + read(d) + read(this)); }", "0|3|6|9")]
    [InlineData("T(() => { Object.create(this).n = 1; }); T(() => Reflect.set(Object.create(this), 'n', 3)); T(() => { const o = { n: 5 }; Object.setPrototypeOf(o, this); o.n = 300; return o.n; });", "TypeError|false|300")]
    [InlineData("T(() => ({ __proto__: this, g() { return super.n; } }).g()); T(() => ({ __proto__: this, g() { super.n = 9; } }).g()); T(() => { super.n = 8; return this.n; }); T(() => { super.m = 8; }); T(() => { super.other = 1; });", "0|TypeError|8|TypeError|TypeError")]
    [InlineData("T(() => { [this.n] = [4]; return this.n; }); T(() => { for (this.n of [1, 2, 3]); return this.n; }); T(() => { this.n += 300; }); T(() => Object.assign(this, { n: 11 }).n); T(() => { this.n ??= 1; this.n &&= 7; return this.n; });", "4|3|RangeError|11|7")]
    [InlineData("T(() => { class S extends (class { constructor(o) { return o; } }) { #p = 1; } for (const o of [this, this.p, this.p.y, msg, at, S.prototype]) { try { new S(o); seen.push('stamped'); } catch (e) { seen.push(e.name); } } return 'end'; });", "TypeError|TypeError|TypeError|TypeError|TypeError|stamped|end")]
    [InlineData("this.p = { x: 1, y: [2, 1] }; const l = this.p.y; for (const act of [() => l.push(1), () => l.unshift(), () => l.splice(0, 0), () => l.sort(), () => l.fill(0), () => { l[0] = 1; }, () => { l.length = 0; }, () => Object.defineProperty(l, 'length', { value: 0 }).length, () => Object.setPrototypeOf(l, null), () => l.toSorted().length]) T(act);", "TypeError|TypeError|TypeError|TypeError|TypeError|TypeError|TypeError|TypeError|TypeError|2")]
    [InlineData("this.raw = new Uint8Array([3, 1]); const b = this.raw; for (const act of [() => { b[0] = 1; }, () => b.fill(1), () => b.sort(), () => b.reverse(), () => b.set([1]), () => b.copyWithin(0, 1), () => b.subarray(0).fill(1), () => Reflect.set({}, 0, 9, b), () => Array.prototype.fill.call(b, 0), () => Object.defineProperty(b, 0, { value: 1 })]) T(act); seen.push(this.raw);", "TypeError|TypeError|TypeError|TypeError|TypeError|TypeError|TypeError|TypeError|TypeError|TypeError|3,1")]
    [InlineData("const b = at(self), c = Object.create(b); T(() => c[0]); T(() => c[Symbol.iterator]); T(() => `${b}`); T(() => { b.f = 1; }); T(() => Object.assign(b, { a: 1 })); T(() => Object.keys({ ...b })); T(() => Object.freeze(b)); T(() => new b.f()); T(() => Reflect.set({}, 'f', 1, b)); T(() => b.f === b.f); T(() => b['x'.repeat(1000)].name.length); T(() => { b[3] = 7; return b[3]; });", "undefined|undefined|NO_METHOD|TypeError|TypeError||TypeError|TypeError|false|true|1000|7")]
    [InlineData("T(() => [self].map(at)); T(() => [3, 4].map(this.l.push, this.l).length + ' ' + this.l.length); T(() => this.m.get.call(this.l, 1)); T(() => Object.create(this.m).get(1)); T(() => ({ __proto__: this.m, g() { return super.get(1); } }).g()); T(() => new this.m.get()); T(() => { this.m.get.x = 1; }); T(() => Reflect.construct(Contract, [], Object));", "TypeError|2 2|TypeError|TypeError|TypeError|TypeError|TypeError|TypeError")]
    [InlineData("for (let i = 0; i < 5; i++) { this.m.set(i, i); this.l.push(i); this.s.add(i); } T(() => { let k = 0; for (const x of this.s) { this.s.delete(x); k++; } return k + ' ' + this.s.size; }); T(() => { const i = this.l[Symbol.iterator](); i.next(); for (let k = 0; k < 4; k++) this.l.pop(); const done = i.next().done; this.l.push(9); return done + ' ' + i.next().done; }); T(() => { let k = 0; for (const x of this.l) if (k++ < 20) this.l.push(x); return k; }); T(() => Math.max(...this.l));", "3 2|true true|22|9")]
    [InlineData("T(() => require(0)); T(() => require(0, 5)); T(() => revert({ toString() { return 'X'; } })); T(() => revert('')); T(() => emit('E', [])); T(() => emit({ toString() { return 'E'; } })); T(() => sha256('\\ud800')); T(() => verifySignature('a', 'b', 'c')); T(() => verifySignature(new Uint8Array(0), new Uint8Array(0), new Uint8Array(0))); T(() => transfer()); T(() => create(new Uint8Array(31))); T(() => upgrade(self, 'x')); T(() => freeze(self));", "REVERTED|TypeError|TypeError||TypeError|TypeError|TypeError|TypeError|false|BAD_ADDRESS|TypeError|NOT_ALLOWED|NOT_ALLOWED")]
    [InlineData("const abi = ['x'.repeat(70000), 'y']; T(() => typeof at(self, { abi }).y); T(() => typeof at(self, { abi }).x); T(() => at(self, { abi: new Array(1000).fill('a') })); T(() => at(self, { get value() { return 1n; } })); T(() => at(self, Object.create({ value: 1n })) !== null); T(() => at(self, { gas: -1n })); T(() => at(self, { [Symbol.iterator]: 1, gas: 5 }));", "function|undefined|RangeError|TypeError|true|TypeError|TypeError")]
    public void Abuse_of_what_the_chain_gives_ends_as_written(string body, string expected)
    {
        var ledger = new Ledger();
        Address contract = ledger.Deploy(Contracts.Running($"{Try} {body} return seen.join('|');", State, More));
        Assert.Equal(expected, ledger.GetText(contract, "run"));
        // The second time, in a machine that adopts what the first used: the same, but for the state that is kept.
        ContractOutcome again = ledger.Call(contract, "run");
        Assert.True(again.IsSuccess && again.Fault is null, again.Message);
    }

    [Fact]
    public void Nothing_of_a_module_lives_on_from_one_run_to_the_next()
    {
        const string Source = Contracts.Imports + """

            class Helper { static #n = 0; static #o = { a: [1] }; static inc() { return ++Helper.#n; } static poke() { Helper.#o.a.push(2); } static put(v) { Helper.#o = v; } static set n(v) { Helper.#n = v; } }
            const Table = { list: [1, { deep: [3] }], t: 'text' };
            function* walk() { yield self; }
            function keep() { keep.calls = 1; }
            export default class Sample extends Contract {
              static abi = { run: { returns: 'string' } };
              run() {
                const seen = [];
                for (const act of [() => Helper.inc(), () => Helper.poke(), () => Helper.put(5), () => { Helper.n = 7; }, () => { Helper.x = 1; }, () => { Helper.prototype.x = 1; }, keep, () => { walk.prototype.x = 1; }, () => { Table.t = 'b'; }, () => Table.list.push(1),
                  () => Table.list[1].deep.pop(), () => { Sample.prototype.run = null; }, () => Object.setPrototypeOf(Helper, null), () => [...walk()][0] === self]) {
                  try { seen.push(String(act())); } catch (error) { seen.push(error.name); }
                }
                return seen.join('|') + JSON.stringify(Table);
              }
            }
            """;
        var ledger = new Ledger();
        Address contract = ledger.Deploy(Source);
        string first = ledger.GetText(contract, "run");
        Assert.Equal(first, ledger.GetText(contract, "run"));
        Assert.EndsWith("|true{\"list\":[1,{\"deep\":[3]}],\"t\":\"text\"}", first, StringComparison.Ordinal);
        Assert.Equal(ledger.Call(contract, "run").GasUsed, ledger.Call(contract, "run").GasUsed);
    }

    [Fact]
    public void Reports_of_failures_cost_no_more_than_their_calls()
    {
        // Texts that take long to make are thrown by callees: each message is cut before it is made, so all ends within the gas as ordinary failures do.
        const string Rope = "let d = 'abcdefghijklmnopqrstuvwx'; for (let i = 0; i < 30; i++) d += 'y'; for (let i = 0; i < 14; i++) d = d + d;";
        var ledger = new Ledger();
        foreach (string thrown in new[] { "throw d;", "throw new Error(d);", "revert(d, d);", "throw (1n << 32767n) - 1n;", "throw Symbol(d);", "throw Object.assign(new Error(d), { code: d, name: d });" })
        {
            ContractOutcome outcome = ledger.Call(ledger.Deploy(Contracts.Of("run: {}", $"run() {{ {Rope} {thrown} }}")), "run");
            Assert.Equal(ReceiptStatus.ContractFailed, outcome.Status);
            Assert.InRange(outcome.Message.Length, 0, ProtocolLimits.FailureMessageBytesMax);
            Assert.InRange(outcome.Code.Length, 1, ProtocolLimits.FailureCodeBytesMax);
        }
    }
}
