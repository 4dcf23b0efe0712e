using Chain.Script.Bytecode;
using Chain.Script.Compiling;

namespace Chain.Script.Tests.Bytecode;

/// <summary>Sources that between them use every part of the compiler.</summary>
internal static class Samples
{
    public static readonly string[] Scripts =
    [
        "",
        "1 + 2 * 3",
        "function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } fib(10)",
        "for (let i = 0; i < 3; i++) { if (i === 1) continue; if (i > 1) break; (() => i)(); }",
        "a: for (const [k, v = 1, ...r] of [[1]]) { for (const x of k) { if (x) continue a; else break a; } }",
        "for (var k in { a: 1 }) k; for (let { length } in { a: 1 }) length;",
        "let o = { a: 1, ['b']: 2, get c() { return 1; }, set c(v) {}, m() { return super.toString(); }, ...null, __proto__: null, 1: 2 }; delete o.a; delete o?.['b'];",
        "let { a, b: { c = 2 } = {}, ...rest } = { a: 1 }; ({ a, ['x']: rest.y } = rest); [rest.z, a = 2, ...rest.w] = [];",
        "class A { #x = 1; static #y() { return 2; } static z = A.#y(); get x() { return this.#x; } set x(v) { this.#x = v; } ['k'] = class {}; has(o) { return #x in o; } static { this.q = () => this; } }",
        "class B extends Object { y = super.toString; constructor(...a) { const f = () => super(...a); f(); if (a.length) return {}; super.x = 1; super['y'] += 2; } } new B(1, ...[2]);",
        "class C extends null {} class D { constructor() { return new.target; } }",
        "function* g(a = 1, { b } = {}) { try { const r = yield a; [a = yield r] = [b]; yield* g(); } catch { yield; } finally { yield 2; } }",
        "function f() { try { return 1; } catch (e) { throw e; } finally { f.x = 2; } } l: try { break l; } finally { f(); }",
        "switch (1) { case 0: let q = 1; break; default: q; case 2: () => q; }",
        "let s = `a${1}b${'c'}`; s?.length?.x(1)[2]; (s?.x)(); s ??= 1; s &&= s || 2; o1 = typeof nothing; s++; -s; ~s; void 0; !s;",
        "var x = 1n ** 2n, y = (function me(n) { return n ? me(n - 1) : arguments.length; })(2); x += y; x **= 2; x >>>= 1;",
        "function d(a, b = () => a, [c] = [], ...rest) { var a; { function inner() { return c; } } return inner2(); function inner2() { return rest; } }",
        "do { continue; } while (false); while (true) break; lbl: { break lbl; } debugger; ; throw new Error(`x`);",
        "const k1 = 1; try { k1 = 2; } catch {} k1 &&= 3; let t = t2; let t2;",
    ];

    public static ScriptUnit Compile(string source)
    {
        var result = ScriptCompiler.Compile(source);
        Assert.True(result.IsOk, result.Error?.ToString());
        return result.Unit;
    }

    public static ScriptUnit CompileModule(string source)
    {
        var result = ScriptCompiler.Compile(source, CompileOptions.Module);
        Assert.True(result.IsOk, result.Error?.ToString());
        return result.Unit;
    }

    public static IEnumerable<FunctionCode> FunctionsOf(ScriptUnit unit)
    {
        var pending = new Stack<FunctionCode>();
        pending.Push(unit.Main);
        while (pending.TryPop(out var function))
        {
            yield return function;
            foreach (var nested in function.Functions)
                pending.Push(nested);
        }
    }

    /// <summary>The same function with other words.</summary>
    public static ScriptUnit WithMain(ScriptUnit unit, int[] words, int? stackMax = null)
    {
        var main = unit.Main;
        var changed = new FunctionCode(words)
        {
            Name = main.Name,
            Flags = main.Flags,
            ParameterCount = main.ParameterCount,
            Length = main.Length,
            LocalCount = main.LocalCount,
            StackMax = stackMax ?? main.StackMax,
            CacheCount = main.CacheCount,
            Captures = main.Captures,
            Functions = main.Functions,
            Handlers = main.Handlers,
            Positions = main.Positions,
            LocalNames = main.LocalNames,
        };
        return new ScriptUnit(unit.Name, unit.IsModule, changed, unit.Constants, unit.Templates, unit.Requests, unit.ModuleCells, unit.Exports, unit.Lines);
    }
}
