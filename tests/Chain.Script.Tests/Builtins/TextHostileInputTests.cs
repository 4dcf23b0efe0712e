using Chain.Script.Execution;

namespace Chain.Script.Tests.Builtins;

/// <summary>Small calls on texts, numbers and bytes that ask for much: each ends by a limit or by a RangeError before its work.</summary>
public sealed class TextHostileInputTests
{
    [Theory]
    [InlineData("let s = 'x'; for (;;) s = `${s}${s}`", "RangeError")]
    [InlineData("'x'.repeat(2 ** 30)", "RangeError")]
    [InlineData("'x'.padEnd(2 ** 30)", "RangeError")]
    [InlineData("'x'.padStart(2 ** 53, 'ab')", "RangeError")]
    [InlineData("const s = 'x'.repeat(1e6); s.replaceAll('x', s)", "RangeError")]
    [InlineData("const s = 'a'.repeat(20000); s.replaceAll('a', \"$`$'$`$'\")", "RangeError")]
    [InlineData("let a = ['payload']; for (let i = 0; i < 34; i++) a = [a, a]; JSON.stringify(a)", "RangeError")]
    [InlineData("String.raw({ raw: { length: 2 ** 53 - 1 } })", "RangeError")]
    [InlineData("const s = 'x'.repeat(1e6); String.raw({ raw: [s, s] })", "RangeError")]
    [InlineData("const s = 'x'.repeat(1e6); s.concat(s)", "RangeError")]
    [InlineData("11n ** 711111111n", "RangeError")]
    [InlineData("1n << 10000000n", "RangeError")]
    [InlineData("1n << (1n << 30000n)", "RangeError")]
    [InlineData("BigInt('9'.repeat(1e6))", "RangeError")]
    [InlineData("BigInt.asUintN(2 ** 53 - 1, -1n)", "RangeError")]
    [InlineData("let x = 3n; for (;;) x *= x", "RangeError")]
    [InlineData("let x = 3n; for (;;) x <<= 1000n", "RangeError")]
    [InlineData("BigInt('0b' + '1'.repeat(1e6))", "RangeError")]
    [InlineData("JSON.parse('['.repeat(100000))", "RangeError")]
    [InlineData("JSON.parse('{\"a\":'.repeat(100000))", "RangeError")]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = [a]; JSON.stringify(a)", "RangeError")]
    [InlineData("const a = []; a[0] = a; JSON.stringify(a)", "TypeError")]
    [InlineData("JSON.stringify([], (k, v) => [v])", "RangeError")]
    [InlineData("JSON.stringify({ get a() { return { a: this }; } })", "TypeError")]
    [InlineData("const s = 'x'.repeat(1e6); JSON.stringify([s, s])", "RangeError")]
    [InlineData("JSON.stringify('\\0'.repeat(500000))", "RangeError")]
    [InlineData("new Uint8Array(8e9)", "RangeError")]
    [InlineData("new Uint8Array({ length: 2 ** 53 - 1 })", "RangeError")]
    [InlineData("const b = new Uint8Array(1048576); b.join()", "RangeError")]
    [InlineData("new Uint8Array(1).set({ length: 2 ** 53 - 1 })", "RangeError")]
    public void Throws(string script, string error)
    {
        RunResult result = Scripts.Run(script, gas: 200_000_000);
        Assert.True(result.Status == RunStatus.Thrown, $"{result.Status} {result.Error}");
        Assert.Equal(error, result.Error!.Code);
    }

    [Theory]
    [InlineData("const keep = [], s = 'ab'.repeat(100000); for (;;) keep.push(s.split(''))")]
    [InlineData("const s = ' '.repeat(300000) + 'x' + ' '.repeat(300000); for (;;) s.trim()")]
    [InlineData("const a = 'x'.repeat(1e6), b = a.slice(1) + 'y'; for (;;) b.indexOf(a.slice(0, 500000) + 'y')")]
    [InlineData("const a = 'a'.repeat(1e6), n = 'a'.repeat(1000) + 'b'; for (;;) a.includes(n)")]
    [InlineData("const a = 'a'.repeat(1e6), n = 'b' + 'a'.repeat(1000); for (;;) a.lastIndexOf(n)")]
    [InlineData("const a = 'a'.repeat(1e6); for (;;) a.split('aa')")]
    [InlineData("const a = 'a'.repeat(1e6); for (;;) a.replaceAll('a', 'b')")]
    [InlineData("const x = 2n ** 32767n - 1n; for (;;) x / 3n ** 10000n")]
    [InlineData("const x = 2n ** 16383n - 1n; for (;;) x * x")]
    [InlineData("const x = 2n ** 32767n - 1n; for (;;) x.toString()")]
    [InlineData("const x = 2n ** 32767n - 1n; for (;;) x.toString(7)")]
    [InlineData("const s = '9'.repeat(9000); for (;;) BigInt(s)")]
    [InlineData("const s = '1'.repeat(1e6); for (;;) Number(s)")]
    [InlineData("const s = '1'.repeat(1e6); for (;;) parseInt(s, 3)")]
    [InlineData("const s = '1'.repeat(700) + 'e-900'; for (;;) parseFloat(s)")]
    [InlineData("for (;;) (5e-324).toString(3)")]
    [InlineData("for (;;) (5e-324).toPrecision(100)")]
    [InlineData("for (let i = 0; ; i++) 5.1 % 1e-300")]
    [InlineData("for (let i = 0; ; i++) (1.1 + i) ** 19")]
    [InlineData("const s = '[' + '1,'.repeat(200000) + '1]'; for (;;) JSON.parse(s)")]
    [InlineData("const o = {}; for (let i = 0; i < 1000; i++) o['k' + i] = i; const s = JSON.stringify(o); for (;;) JSON.parse(s)")]
    [InlineData("JSON.parse('[1]', function f(k, v) { return JSON.parse('[1]', f); })")]
    [InlineData("const o = { toJSON() { return JSON.stringify(o); } }; JSON.stringify(o)")]
    [InlineData("const f = () => 'a'.replace('a', f); f()")]
    [InlineData("const f = () => new Uint8Array(1).map(f); f()")]
    [InlineData("const o = { toString() { return 'x'.replace('x', o); } }; 'x'.replace('x', o)")]
    [InlineData("const b = new Uint8Array(100000); for (;;) b.sort()")]
    [InlineData("const s = 'x'.repeat(1e6); s.replaceAll('', () => s)")]
    [InlineData("const keep = []; for (;;) keep.push(new Uint8Array(1000))")]
    [InlineData("new Uint8Array({ [Symbol.iterator]: () => ({ next: () => ({ value: 1 }) }) })")]
    [InlineData("Uint8Array.from({ [Symbol.iterator]: () => ({ next: () => ({ value: 1 }) }) })")]
    [InlineData("let s = ''; for (;;) { s += 'abcdefghijklmnopqrstuvwxyz'; s.charCodeAt(0); if (s.length > 1e6) s = ''; }")]
    public void Ends_by_a_limit(string script)
    {
        RunResult result = Scripts.Run(script, gas: 20_000_000);
        Assert.True(result.Status is RunStatus.OutOfGas or RunStatus.OutOfMemory or RunStatus.TooDeep, $"{result.Status} {result.Error}");
        RunResult again = Scripts.Run(script, gas: 20_000_000);
        Assert.Equal((result.Status, result.GasUsed, result.MemoryUsed), (again.Status, again.GasUsed, again.MemoryUsed));
    }
}
