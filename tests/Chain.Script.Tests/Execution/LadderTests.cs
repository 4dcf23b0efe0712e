using Chain.Script.Execution;

namespace Chain.Script.Tests.Execution;

/// <summary>Programs of all kinds at gas limits from nothing to enough: a run stops at the same place every time, inside its limit.</summary>
public sealed class LadderTests
{
    private static readonly string[] Programs =
    [
        "let s = 0; for (let i = 0; i < 40; i++) s += i * i; s",
        "function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); } f(8)",
        "class A { #x = 1; get x() { return this.#x; } } class B extends A { m() { return super.x; } } new B().m()",
        "function* g() { try { yield* [1, 2, 3]; } finally { yield 4; } } [...g()].join()",
        "const [a, ...b] = 'xyz'; const { p, ...q } = { p: 1, r: 2, s: 3 }; JSON.stringify([a, b, p, q])",
        "try { try { null.x } finally { [3, 1, 2].sort((x, y) => x - y) } } catch (e) { e.message }",
        "let t = ''; for (const k in { b: 1, a: 2, 1: 3 }) t += k; t.repeat(50).split('a').length",
        "let n = 3n; for (let i = 0; i < 6; i++) n *= n; String(n).length",
        "const m = new Map(); for (let i = 0; i < 20; i++) m.set('k' + i, { i }); [...m.values()].map(v => v.i).reduce((x, y) => x + y)",
        "const o = {}; for (let i = 0; i < 80; i++) o['k' + i] = i; for (let i = 0; i < 80; i += 2) delete o['k' + i]; Object.keys(o).length",
        "for (const x of { [Symbol.iterator]() { let i = 0; return { next: () => ({ value: i, done: i++ > 3 }), return() { return {}; } }; } }) if (x > 1) break;",
    ];

    public static TheoryData<string> Sources => [.. Programs];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_run_stops_at_its_limit_and_at_the_same_place_every_time(string source)
    {
        var unit = Scripts.Compile(source);
        var whole = Scripts.NewMachine().Run(unit);
        Assert.Equal(RunStatus.Completed, whole.Status);
        for (long limit = 0; limit < whole.GasUsed; limit += 1 + limit / 23)
        {
            var first = Scripts.NewMachine(limit).Run(unit);
            var second = Scripts.NewMachine(limit).Run(unit);
            Assert.Equal(RunStatus.OutOfGas, first.Status);
            Assert.Equal(limit, first.GasUsed);
            Assert.Equal((first.Status, first.GasUsed, first.MemoryUsed, first.Error), (second.Status, second.GasUsed, second.MemoryUsed, second.Error));
            Assert.True(first.MemoryUsed <= whole.MemoryUsed);
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Exactly_the_gas_used_is_enough(string source)
    {
        var unit = Scripts.Compile(source);
        var whole = Scripts.NewMachine().Run(unit);
        var exact = Scripts.NewMachine(whole.GasUsed).Run(unit);
        Assert.Equal((whole.Status, whole.GasUsed, whole.MemoryUsed), (exact.Status, exact.GasUsed, exact.MemoryUsed));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Exactly_the_memory_used_is_enough_and_one_byte_less_is_not(string source)
    {
        var unit = Scripts.Compile(source);
        var whole = Scripts.NewMachine().Run(unit);
        Assert.Equal(RunStatus.Completed, Scripts.NewMachine(memory: whole.MemoryUsed).Run(unit).Status);
        Assert.Equal(RunStatus.OutOfMemory, Scripts.NewMachine(memory: whole.MemoryUsed - 1).Run(unit).Status);
    }
}
