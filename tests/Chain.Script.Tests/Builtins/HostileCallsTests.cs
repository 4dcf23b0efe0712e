using Chain.Script.Execution;
using Chain.Script.Proof;
using Chain.Script.Values;

namespace Chain.Script.Tests.Builtins;

/// <summary>
/// Every function of the library is called with receivers and arguments that fit badly: wrong kinds, edges of numbers, objects that change what is being walked,
/// that answer themselves, that throw. No call may end as a defect, and none shows the host. A sample of the combinations; all of them with CHAIN_TEST_ALL=1.
/// </summary>
public sealed class HostileCallsTests
{
    private const long GasOfMachine = 2_000_000;

    private static readonly int OneIn = Environment.GetEnvironmentVariable("CHAIN_TEST_ALL") == "1" ? 1 : 23;

    private static readonly string[] HostWords = ["System.", "Chain.", "NullRef", "InvalidCast", "IndexOutOf", "Overflow", "   at ", "BigInteger", "Object reference"];

    private const string Walk = """
        const FS = []; const NAMES = [];
        { const seen = new Set(); const stack = [[globalThis, 'g']]; while (stack.length) { const [o, n] = stack.pop(); if (seen.has(o)) continue; seen.add(o); if (typeof o === 'function') { FS.push(o); NAMES.push(n); }
          for (const k of Reflect.ownKeys(o)) { const d = Object.getOwnPropertyDescriptor(o, k); for (const v of [d.value, d.get, d.set]) if (v !== null && (typeof v === 'object' || typeof v === 'function')) stack.push([v, n + '.' + String(k)]); }
          const p = Object.getPrototypeOf(o); if (p) stack.push([p, n + '.__']); } 
          for (const x of [function* () { }, function* () { }(), [][Symbol.iterator](), ''[Symbol.iterator](), new Map().keys(), new Set().keys(), [].values().map(x => x), Iterator.from({ next() { } })]) { let o = Object.getPrototypeOf(x); while (o && !seen.has(o)) { seen.add(o); for (const k of Reflect.ownKeys(o)) { const d = Object.getOwnPropertyDescriptor(o, k); for (const v of [d.value, d.get, d.set]) if (typeof v === 'function' && !seen.has(v)) { seen.add(v); FS.push(v); NAMES.push('i.' + String(k)); } } o = Object.getPrototypeOf(o); } } }
        const big = () => { const a = [1, 'b', 3n, null, undefined, {}, [1]]; return a; };
        const shrink = (a) => ({ valueOf() { try { a.length = 0; } catch { } return 1; }, toString() { try { a.length = 0; } catch { } return '1'; } });
        const A0 = [1, 2, 3, 4, 5, 6, 7, 8];
        const U0 = new Uint8Array([1, 2, 3, 4]);
        const M0 = new Map([[1, 1], [2, 2], ['a', A0]]), S0 = new Set([1, 2, 3]);
        const evil = { get length() { return 2 ** 53 - 1; }, get [Symbol.iterator]() { return function* () { yield evil; yield 1; }; }, valueOf() { M0.clear(); S0.clear(); A0.length = 0; return 2; }, toString() { A0.push(9); return 'evil'; }, toJSON() { return evil2; }, next() { return evil; }, return() { return 5; }, get done() { return false; }, value: 7, get size() { return -1; }, has() { return evil; }, keys() { return evil; }, get constructor() { return evil; }, call: 1, apply: 1, name: 'n', message: {}, get prototype() { return null; }, then() { }, get cause() { throw evil; }, raw: ['a', 'b'] };
        const evil2 = { get a() { delete this.b; return evil2.b; }, b: { c: [1n] }, toJSON: 5 };
        const cyc = [1]; cyc.push(cyc); const cycO = {}; cycO.o = cycO;
        let rope = 'abcdefghijklmnopqrstuvwxyz'; for (let i = 0; i < 9; i++) rope = rope + rope + '\ud800';
        const gen = (function* () { try { yield 1; } finally { yield 2; } })();
        const re = (function* () { for (;;) yield re.next(); })();
        const CB = (a, b) => { A0.length = 2; M0.delete(1); return a > b ? 1 : -1; };
        const THIS = () => [undefined, null, A0, U0, M0, S0, evil, 'abc\ud800\u{1F600}', rope, 12.5, -(2n ** 100n), Symbol.iterator, CB, gen, re, cyc, Object.freeze([3, 1, 2]), Object.preventExtensions({ a: 1, length: 3, 0: 'x', 2: 'y' }), class { static x = 1; #p; }, new Error('e'), Object(1n), Object('str'), globalThis, [].values(), M0.entries(), 'ab'[Symbol.iterator](), [1, 2, 3].values().map(CB), Array.prototype, Object.create(null), (function () { return arguments; })(1, 2), new (class extends Array { })(3), new (class extends Uint8Array { })(3), Math.max.bind(null, 1)];
        const ARGS = () => [[], [undefined, undefined, undefined], [evil, evil, evil], [CB, CB], [shrink(A0), shrink(A0), shrink(A0)], [-1, 2 ** 31, 2 ** 53], [NaN, -Infinity, Infinity], [2 ** 32, -0, 1e308], ['abc', 'c', 'b'], [rope, rope, '$`$&$$'], [Symbol(), Symbol.toPrimitive], [10n, -(2n ** 200n)], [A0, A0, A0], [{ length: 65536, 0: evil }, CB], [M0, S0], [cyc, null, 10], [evil2, ['a', 'b'], '        '], [U0, -2, 5], [null, A0, evil], [() => { throw evil; }, evil], [16, 16], [0, 100], [101, 37], [CB, A0, class { }], ['__proto__', { value: 1, get() { } }], [{ get: CB, set: CB, configurable: true }, 'x'], ['length', { value: 0 }], [A0, 'length', { value: { valueOf() { A0.push(1); return 0; } } }], [U0, '0', { value: evil }], [class { }, [1], Array], [Array, { length: 3 }, Map], [S0, CB], [{ size: 1, has: () => { S0.clear(); return true; }, keys: () => M0.keys() }]];
        function GO(f, t, a) { const F = FS[f]; const r = []; try { r.push(typeof F.apply(THIS()[t], ARGS()[a])); } catch (e) { try { r.push(e instanceof Error ? e.name + ' ' + e.message : typeof e); } catch { r.push('odd'); } } if (t === 0) { try { r.push(typeof Reflect.construct(F, ARGS()[a])); } catch (e) { r.push(e instanceof Error ? e.name + ' ' + e.message : typeof e); } } return NAMES[f] + ' ' + r.join(' '); }
        """;

    [Fact]
    public void No_call_of_the_library_is_a_defect_or_shows_the_host()
    {
        string[] counts = Engine.RunScript(Walk + "`${FS.length} ${THIS().length} ${ARGS().length}`", 50_000_000).Text.Split(' ');
        int functions = int.Parse(counts[0], System.Globalization.CultureInfo.InvariantCulture);
        int arguments = int.Parse(counts[2], System.Globalization.CultureInfo.InvariantCulture);
        int combinations = int.Parse(counts[1], System.Globalization.CultureInfo.InvariantCulture) * arguments;
        Assert.InRange(functions, 250, 1_000);
        var unit = Execution.Scripts.Compile(Walk + "GO");
        int calls = 0;
        for (int function = 0; function < functions; function++)
        {
            Machine? machine = null;
            Value go = Value.Undefined;
            for (int at = function % OneIn; at < combinations; at += OneIn)
            {
                if (machine is null || machine.Meter.GasLeft < GasOfMachine / 4)
                {
                    machine = new Machine(new MachineOptions { GasLimit = GasOfMachine, MemoryLimit = ScriptLimits.MemoryBytesMax });
                    go = machine.Run(unit).Value;
                }
                RunResult result = machine.Call(go, Value.Undefined, Value.Number(function), Value.Number(at / arguments), Value.Number(at % arguments));
                CaseOutcome outcome = Engine.Describe(result);
                Assert.True(result.Status is RunStatus.Completed or RunStatus.OutOfGas or RunStatus.OutOfMemory or RunStatus.TooDeep, $"GO({function}, {at / arguments}, {at % arguments}): {outcome.Line1} {result.Fault}");
                Assert.DoesNotContain(HostWords, word => outcome.Text.Contains(word, StringComparison.Ordinal));
                calls++;
                if (!result.IsCompleted)
                    machine = null;
            }
        }
        Assert.True(calls > 10_000, $"{calls} calls");
    }
}
