using Chain.Script.Execution;

namespace Chain.Script.Tests.Builtins;

/// <summary>Inputs that make a small call ask for much work, memory or nesting: each ends by gas, memory, depth or an error, never otherwise.</summary>
public class HostileInputTests
{
    [Theory]
    [InlineData("[].fill.call({ length: 2 ** 53 - 1 }, 0)")]
    [InlineData("[].copyWithin.call({ length: 2 ** 53 - 1 }, 1, 0)")]
    [InlineData("[].indexOf.call({ length: 2 ** 53 - 1 }, 1)")]
    [InlineData("[].includes.call({ length: 2 ** 53 - 1 }, 1)")]
    [InlineData("[].lastIndexOf.call({ length: 2 ** 53 - 1 }, 1)")]
    [InlineData("[].reverse.call({ length: 2 ** 53 - 1 })")]
    [InlineData("[].unshift.call({ length: 2 ** 53 - 3 }, 1)")]
    [InlineData("[].shift.call({ length: 2 ** 53 - 1 })")]
    [InlineData("[].splice.call({ length: 4294967290 }, 0, 0, 1)")]
    [InlineData("[].join.call({ length: 2 ** 53 - 1 }, '')")]
    [InlineData("[].forEach.call({ length: 2 ** 53 - 1 }, () => 0)")]
    [InlineData("[].reduce.call({ length: 2 ** 53 - 1 }, () => 0)")]
    [InlineData("[].sort.call({ length: 2 ** 53 - 1 })")]
    [InlineData("[].flat.call({ length: 2 ** 53 - 1 })")]
    [InlineData("[].concat({ length: 2 ** 32 - 1, [Symbol.isConcatSpreadable]: true })")]
    [InlineData("[].slice.call({ length: 2 ** 32 - 1 })")]
    [InlineData("const a = []; a.push(a); a.flat(Infinity)")]
    [InlineData("const a = []; a.push(a, a); a.flat(Infinity)")]
    [InlineData("const m = new Map([[1, 1]]); m.forEach((v, k) => { m.delete(k); m.set(k + 1, 1); })")]
    [InlineData("const s = new Set([1]); for (const x of s) s.add(x + 1)")]
    [InlineData("Iterator.from({ next: () => ({ value: 1 }) }).drop(Infinity).next()")]
    [InlineData("Iterator.from({ next: () => ({ value: 1 }) }).filter(() => false).next()")]
    [InlineData("new Set({ [Symbol.iterator]: () => ({ next: () => ({ value: 1 }) }) })")]
    [InlineData("const a = []; for (let i = 0; i < 90000; i++) a.push('x'); while (a.length) a.shift()")]
    [InlineData("const o = {}; for (let i = 0; ; i++) o['k' + i] = i")]
    [InlineData("const m = new Map(); for (let i = 0; ; i++) m.set(i, i)")]
    [InlineData("const d = {}; for (let i = 0; i < 20000; i++) d['k' + i] = { value: i }; for (let i = 0; i < 2000; i++) Object.defineProperties({}, d)")]
    [InlineData("let p = 'p'; while (p.length < 50000) p += p; const a = []; for (let i = 0; i < 2000; i++) a.push(p + (i * 7919 % 2000)); for (;;) a.sort()")]
    [InlineData("const a = Array(3000).fill('x'); a.map(() => a.map(() => a.slice()))")]
    [InlineData("let e = null; const m = 'x'.repeat(100000); for (;;) { const n = new Error(m + 1); n.cause = e; e = n; }")]
    [InlineData("(function f() { try { f(); } catch (e) { f(); } })()")]
    [InlineData("const f = () => Reflect.apply(f, null, []); f()")]
    [InlineData("const c = () => { [2, 1].sort(c); return 0; }; [2, 1].sort(c)")]
    [InlineData("const f = () => { [1].forEach(f); }; f()")]
    [InlineData("const f = () => [1, 2].reduce(f); f()")]
    [InlineData("const d = { get value() { return Object.defineProperty({}, 'x', d); } }; Object.defineProperty({}, 'x', d)")]
    [InlineData("const o = { set x(v) { o.x = v; } }; o.x = 1")]
    [InlineData("const o = { toString() { return '' + o; } }; '' + o")]
    [InlineData("const o = { toString() { return [o].join(); } }; [o].join()")]
    [InlineData("const H = { [Symbol.hasInstance]() { return 1 instanceof H; } }; 1 instanceof H")]
    [InlineData("const o = { get a() { return Object.assign({}, o); } }; Object.assign({}, o)")]
    [InlineData("const o = { get length() { return [].slice.call(o); } }; [].slice.call(o)")]
    [InlineData("let o = {}; for (;;) o = Object.create(o)")]
    [InlineData("let g = [1].values(); for (let i = 0; i < 100000; i++) g = g.map((x) => x); g.next()")]
    [InlineData("let f = () => 0; for (;;) f = f.bind(null)")]
    public void Ends_by_a_limit(string script)
    {
        var result = Scripts.Run(script, gas: 20_000_000);
        Assert.True(result.Status is RunStatus.OutOfGas or RunStatus.OutOfMemory or RunStatus.TooDeep, $"{result.Status} {result.Error}");
        Assert.Equal(result, Scripts.Run(script, gas: 20_000_000));
    }

    [Theory]
    [InlineData("[].push.call({ length: 2 ** 53 - 1 }, 1)", "TypeError")]
    [InlineData("[].map.call({ length: 2 ** 53 - 1 }, () => 0)", "RangeError")]
    [InlineData("[].toSorted.call({ length: 2 ** 53 - 1 })", "RangeError")]
    [InlineData("[].toReversed.call({ length: 2 ** 32 - 1 })", "RangeError")]
    [InlineData("[].with.call({ length: 2 ** 53 - 1 }, 0, 0)", "RangeError")]
    [InlineData("[].toSpliced.call({ length: 2 ** 53 - 1 }, 0, 0)", "RangeError")]
    [InlineData("[].concat(1, { length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true })", "TypeError")]
    [InlineData("for (let a = [1, 2, 3]; ; a = a.concat(a));", "RangeError")]
    [InlineData("new Array(1048577)", "RangeError")]
    [InlineData("Array.from({ length: 1e9 })", "RangeError")]
    [InlineData("Array(1e9).fill(Array(1e9))", "RangeError")]
    [InlineData("Math.max(...Array(1e8))", "RangeError")]
    [InlineData("(function () { return arguments.length; }).apply(null, { length: 50000000 })", "RangeError")]
    [InlineData("const a = []; a.length = 4294967295", "TypeError")]
    [InlineData("const a = []; a[2147483646] = 1; a.sort()", "TypeError")]
    [InlineData("const a = Array(1048576); a.push(1)", "RangeError")]
    [InlineData("const a = Array(1000000); a.concat(a)", "RangeError")]
    [InlineData("const a = Array(1000000); a.unshift(...Array(60000)), a.splice(0, 0, ...Array(60000))", "RangeError")]
    [InlineData("const s = 'x'.repeat(1000000); [s, s].join()", "RangeError")]
    [InlineData("Object.prototype.isAdmin = true", "TypeError")]
    [InlineData("Object.prototype.get = function () { return 666; }", "TypeError")]
    [InlineData("({}).constructor.prototype.x = 1", "TypeError")]
    [InlineData("Object.setPrototypeOf(Array.prototype, {})", "TypeError")]
    [InlineData("Array.prototype.map.x = 1", "TypeError")]
    [InlineData("Object.defineProperty(Map.prototype, 'get', { value: 1 })", "TypeError")]
    [InlineData("globalThis.box = 1", "TypeError")]
    [InlineData("Array.prototype.push(1)", "TypeError")]
    [InlineData("[].map.constructor('return 1')()", "TypeError")]
    [InlineData("function v() { return v.caller; } v()", "TypeError")]
    public void Throws(string script, string error)
    {
        var result = Scripts.Run(script);
        Assert.Equal(RunStatus.Thrown, result.Status);
        Assert.Equal(error, result.Error!.Code);
    }

    [Theory]
    [InlineData("let a = ['x']; for (let i = 0; i < 90000; i++) a = [a]; ('' + a).length", 1)]
    [InlineData("let a = ['x']; for (let i = 0; i < 90000; i++) a = [a]; a.flat(Infinity).length", 1)]
    [InlineData("const a = []; a.push(a); a.push(a); ('' + a).length", 1)]
    [InlineData("const a = [1], b = [a, 2]; a.push(b); ('' + a).length", 4)]
    [InlineData("let f = () => 7; for (let i = 0; i < 90000; i++) f = f.bind(null); f()", 7)]
    [InlineData("let e = new Error('x'); for (let i = 0; i < 100000; i++) e = new Error('x', { cause: e }); 5", 5)]
    [InlineData("const o = { join: Array.prototype.join, toString: Array.prototype.toString, length: 2, 0: 'a' }; o[1] = o; [o].join().length", 2)]
    [InlineData("const a = [{ toString() { throw 1; } }]; try { a.join(); } catch { } a[0] = 'ok'; a.join().length", 2)]
    [InlineData("let a = [() => 7, null, []]; for (let i = 0; i < 200000; i++) a = [Reflect.apply, null, a]; Reflect.apply(...a)", 7)]
    [InlineData("let f = () => 7; const call = f.call; for (let i = 0; i < 150000; i++) f = call.bind(f, null); f()", 7)]
    [InlineData("let f = () => 7; for (let i = 0; i < 100000; i++) { const g = f; f = g.apply.bind(g, null, []); } f()", 7)]
    [InlineData("class P { constructor() { this.x = 7; } } let C = P; for (let i = 0; i < 100000; i++) C = C.bind(null); new C().x", 7)]
    public void Is_no_harm(string script, double expected)
    {
        var result = Scripts.Run(script, gas: 400_000_000);
        Assert.True(result.Status == RunStatus.Completed, $"{result.Status} {result.Error}");
        Assert.Equal(expected, result.Value.AsNumber);
    }

    [Fact]
    public void What_one_run_does_is_not_seen_by_the_next()
    {
        Scripts.Run("try { globalThis.x = 1; } catch { } try { Array.prototype.x = 1; } catch { } Symbol.for('k').x; Object.freeze(Object.prototype);");
        Scripts.AllHold("typeof x === 'undefined' && [].x === undefined && !Object.isFrozen([]) && Object.isFrozen(Object.prototype)");
    }
}
