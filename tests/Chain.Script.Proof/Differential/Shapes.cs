using System.Text;

namespace Chain.Script.Proof.Differential;

/// <summary>Writes whole shapes: classes, generators, iterators, recursion, collections, sorting.</summary>
internal sealed class Shapes(SeededRandom random, Names names, Expressions expressions, StringBuilder text, string tag)
{
    public void Write()
    {
        string[] lines = random.Below(12) switch
        {
            0 or 1 or 2 => Class(),
            3 or 4 => Generator(),
            5 => Iterator(),
            6 => Recursion(),
            7 => Collections(),
            8 => Sorting(),
            9 => Accessors(),
            10 => FinallyLadder(),
            _ => Functions(),
        };
        foreach (string line in lines)
            text.Append(line).Append('\n');
    }

    private string[] Class()
    {
        string parent = names.Fresh("P");
        string child = names.Fresh("C");
        string field = random.Pick("f", "g", "'h i'", "[`k${1}`]", "7");
        return
        [
            $"class {parent} {{",
            $"  {field} = {expressions.Of(expressions.AnyType(), 4)};",
            $"  #secret = {expressions.Of(ValueType.Number, 3)};",
            $"  static count = 0; static #hidden = 'h'; static {{ this.count += {1 + random.Below(4)}; $out('{tag}s', this.count); }}",
            $"  constructor(a{random.Pick("", " = 5", ", ...rest")}) {{ this.a = a; {parent}.count++; {random.Pick("", "return { replaced: true };", "this.early = this.describe?.();")} }}",
            $"  get secret() {{ return this.#secret; }} set secret(v) {{ this.#secret = v {random.Pick("+ 1", "* 2", "")}; }}",
            $"  #inner(n) {{ return n + this.#secret; }} sum(n) {{ return this.#inner(n); }}",
            "  static make(...args) { return new this(...args); } static peek() { return this.#hidden; } static has(o) { return #secret in o; }",
            $"  *each() {{ yield this.a; yield* [1, 2]; return {expressions.Of(ValueType.Text, 2)}; }}",
            "  [Symbol.iterator]() { return this.each(); } toString() { return `<${this.constructor.name}>`; }",
            "}",
            $"class {child} extends {random.Pick(parent, $"(class extends {parent} {{ mid() {{ return 'mid'; }} }})")} {{",
            $"  extra = {random.Pick("this.a", "super.toString()", "() => this.a", "new.target")};",
            $"  constructor(...args) {{ {random.Pick("", "if (args.length > 3) return;", "try { this.x; } catch (e) { $out('" + tag + "t', e.name); }")} super(...args); this.b = super.sum?.(1); }}",
            $"  sum(n) {{ return super.sum(n) {random.Pick("* 10", "+ 1", "")}; }} get secret() {{ return [super.secret]; }}",
            "  static make(a) { return super.make(a, a); } describe() { return typeof this.extra; }",
            "}",
            $"$try('{tag}a', () => new {parent}({expressions.Of(ValueType.Number, 3)}));",
            $"$try('{tag}b', () => {{ const o = {child}.make(3); o.secret = 4; return [o, o.secret, o.sum?.(2), String(o)]; }});",
            $"$try('{tag}c', () => [{parent}.count, {parent}.peek(), {parent}.has({{}}), {parent}.has(new {child}(1))]);",
            $"$try('{tag}d', () => {child}.peek());",
            $"$try('{tag}e', () => [...new {child}(9)]);",
            $"$try('{tag}f', () => {parent}());",
            $"$try('{tag}g', () => [new {child}(1) instanceof {parent}, Object.getOwnPropertyNames({child}.prototype), Reflect.ownKeys({parent})]);",
            $"$try('{tag}h', () => {{ const {{ sum }} = new {parent}(1); return sum(1); }});",
        ];
    }

    private string[] Generator()
    {
        string g = names.Fresh("g");
        return
        [
            $"function* {g}(n = {expressions.Of(ValueType.Number, 2)}) {{",
            "  try {",
            $"    const got = yield n; $out('{tag}', got);",
            $"    for (let i = 0; i < 3; i++) {{ const x = yield [i, {expressions.Of(ValueType.Number, 4)}]; if (x === 'stop') {random.Pick("return 'stopped'", "throw new RangeError('x')", "break")}; }}",
            $"    yield* {random.Pick("[7, 8]", "'ab'", $"(function* () {{ const r = yield 'in'; return r; }})()", expressions.Of(ValueType.Numbers, 3))};",
            $"    if ({expressions.Of(ValueType.Boolean, 3)}) return {expressions.Of(ValueType.Text, 3)};",
            $"  }} {random.Pick("finally { $out('" + tag + "', 'fin'); }", "catch (e) { yield e; }", "catch (e) { $out('" + tag + "', e); } finally { yield 'late'; }")}",
            "  return 'end';",
            "}",
            $"$try('{tag}a', () => [...{g}(1)]);",
            $"$try('{tag}b', () => {{ const it = {g}(); const r = [it.next('lost'), it.next('first'), it.{random.Pick("next('stop')", "return('r')", "throw('t')", "next()")}, it.next(), it.{random.Pick("next()", "return(2)", "throw(3)")}]; return r; }});",
            $"$try('{tag}c', () => {{ for (const x of {g}(2)) {{ $out('{tag}x', x); {random.Pick("break", "continue", "if (x === 2) break")}; }} }});",
            $"$try('{tag}d', () => {{ const [a, b] = {g}(5); return [a, b]; }});",
            $"$try('{tag}e', () => {{ const it = {g}(); return [it[Symbol.iterator]() === it, it.{random.Pick("return(1)", "throw('early')", "next()")}, it.next()]; }});",
        ];
    }

    private string[] Iterator()
    {
        string it = names.Fresh("it");
        return
        [
            $"const {it} = (limit, log = []) => ({{ log, [Symbol.iterator]() {{ let i = 0; return {{",
            $"  next() {{ log.push('n' + i); {random.Pick("", "if (i === 2) throw new TypeError('next');", "")} return {{ done: i >= limit, value: i++ }}; }},",
            $"  return(v) {{ log.push('ret'); {random.Pick("return {};", "return { done: true };", "throw new RangeError('ret');", "return 1;")} }} }}; }} }});",
            $"$try('{tag}a', () => {{ const s = {it}(5); const [a, b] = s; return [a, b, s.log]; }});",
            $"$try('{tag}b', () => {{ const s = {it}(3); const r = [...s]; return [r, s.log]; }});",
            $"$try('{tag}c', () => {{ const s = {it}(9); try {{ for (const x of s) {{ if (x === 1) {random.Pick("break", "throw 'body'", "return [x, s.log]", "continue")}; if (x > 4) break; }} }} finally {{ $out('{tag}l', s.log); }} return s.log; }});",
            $"$try('{tag}d', () => {{ const s = {it}(4); return [new Set(s), Math.max(...{it}(3)), Array.from({it}(2)), s.log]; }});",
            $"$try('{tag}e', () => {{ const s = {it}(4); const [] = s; let t; [t] = s; [, ...t] = s; return [t, s.log]; }});",
            $"$try('{tag}f', () => {{ const s = {it}(4); try {{ new Map(s); }} catch (e) {{ return [e.name, s.log]; }} }});",
        ];
    }

    private string[] Recursion()
    {
        string f = names.Fresh("r");
        return
        [
            $"function {f}(n, acc = {random.Pick("[]", "''", "0")}) {{ if (n <= 0) return acc; {random.Pick("acc = [n, acc];", "acc += n;", "acc = acc + String(n);")} return {random.Pick($"{f}(n - 1, acc)", $"n % 2 ? {f}(n - 1, acc) : {f}(n - 2, acc)", $"[{f}(n - 3, n), {f}(n - 4, n)]")}; }}",
            $"$try('{tag}a', () => {f}({random.Below(12)}));",
            $"const {f}fib = n => n < 2 ? n : {f}fib(n - 1) + {f}fib(n - 2); $out('{tag}b', {f}fib(11));",
            $"const {f}even = n => n === 0 ? {expressions.Of(ValueType.Text, 2)} : {f}odd(n - 1), {f}odd = n => n === 0 ? false : {f}even(n - 1); $try('{tag}c', () => {f}even({random.Below(20)}));",
            $"$try('{tag}d', () => {{ const walk = (t, d) => d > 0 ? {{ l: walk(t + 'l', d - 1), r: t.length }} : t; return walk('', 3); }});",
        ];
    }

    private string[] Collections()
    {
        string m = names.Fresh("m");
        return
        [
            $"const {m} = new Map([[1, 'one'], ['1', 'text'], [NaN, 'nan'], [0, 'zero']]);",
            $"$try('{tag}a', () => {{ {m}.set({expressions.Of(expressions.AnyType(), 3)}, 1).set(-0, 'minus'); {m}.delete({random.Pick("1", "'1'", "NaN", "9")}); return {m}; }});",
            $"$try('{tag}b', () => {{ const seen = []; for (const [k, v] of {m}) {{ seen.push(k); if (seen.length < 3) {{ {m}.delete(k); {m}.set('late' + seen.length, v); }} if (seen.length > 12) break; }} return seen; }});",
            $"$try('{tag}c', () => {{ const log = []; {m}.forEach((v, k, all) => {{ log.push([typeof k, all === {m}, v]); if (log.length === 2) {m}.clear(); }}); return [log, {m}.size, {m}.has(NaN), {m}.get(0)]; }});",
            $"$try('{tag}d', () => {{ const s = new Set({expressions.Of(ValueType.Numbers, 3)}); s.add(-0).add(0).add('0'); const it = s.values(); s.delete(it.next().value); s.add('x'); return [[...it], s, s.has(-0)]; }});",
            $"$try('{tag}e', () => Object.entries({{ ...{expressions.Of(ValueType.Record, 4)} }}).flat());",
            $"$try('{tag}f', () => {{ const o = {{}}; for (const k of ['z', '2', 'a', '1', 'z']) o[k] = (o[k] ?? 0) + 1; delete o.z; o.z = 'again'; return [o, Object.keys(o), JSON.stringify(o)]; }});",
            $"$try('{tag}g', () => {{ const a = {expressions.Of(ValueType.Numbers, 4)}; a.push(...a.splice(1, 1), 5); a.unshift(0); return [a, a.shift(), a.pop(), a.indexOf(5), a.entries().next()]; }});",
        ];
    }

    private string[] Sorting()
    {
        string a = names.Fresh("s");
        return
        [
            $"const {a} = []; for (let i = 0; i < {3 + random.Below(40)}; i++) {a}.push({{ k: (i * {random.Pick("7", "5", "3")}) % {2 + random.Below(5)}, i }});",
            $"$try('{tag}a', () => [...{a}].sort((x, y) => x.k - y.k).map(e => e.k + ':' + e.i).join());",
            $"$try('{tag}b', () => [...{a}].sort((x, y) => y.k - x.k || x.i - y.i).map(e => e.i).join());",
            $"$try('{tag}c', () => {a}.map(e => e.i * {expressions.Of(ValueType.Number, 2)}).sort().join());",
            $"$try('{tag}d', () => [3, undefined, 1, undefined, '2', null, 10n].sort());",
            $"$try('{tag}e', () => {{ let n = 0; try {{ [3, 2, 1].sort(() => {{ if (++n === 2) throw new RangeError('c'); return 0; }}); }} catch (e) {{ return e.name; }} }});",
            $"$try('{tag}f', () => {expressions.Of(ValueType.Texts, 5)}.sort((x, y) => x.length - y.length));",
        ];
    }

    private string[] Accessors()
    {
        string o = names.Fresh("o");
        return
        [
            $"const {o} = {{ log: [], get a() {{ this.log.push('ga'); return {expressions.Of(ValueType.Number, 3)}; }}, set a(v) {{ this.log.push(['sa', v]); }}, get b() {{ return 1; }}, set c(v) {{ throw new RangeError('c'); }}, toString() {{ this.log.push('ts'); return 'T'; }}, valueOf() {{ this.log.push('vo'); return {expressions.Of(ValueType.Number, 2)}; }} }};",
            $"$try('{tag}a', () => {{ {o}.a += 2; {o}.a ??= 3; {o}.a++; return {o}.log; }});",
            $"$try('{tag}b', () => {{ {o}.b = 2; }}); $try('{tag}c', () => {{ {o}.c = 2; }});",
            $"$try('{tag}d', () => [`${{{o}}}`, {o} + '', {o} * 2, {o} < 5, {o} == 42, [{o}] + '', {o}.log]);",
            $"$try('{tag}e', () => {{ const d = Object.create({o}); d.a = 5; d.n = 1; return [Object.keys(d), d.log.length, 'a' in d, Object.hasOwn(d, 'a')]; }});",
            $"$try('{tag}f', () => ({{ ...{o}, log: 0 }}));",
            $"$try('{tag}g', () => {{ const {{ a, b: [x] = [{o}.b], ...rest }} = {o}; return [a, x, Object.keys(rest)]; }});",
            $"$try('{tag}h', () => Object.defineProperty({o}, 'h', {{ get: () => 5, enumerable: {random.Pick("true", "false")} }}).h);",
            $"$try('{tag}i', () => {{ Object.freeze({o}); {o}.a = 1; {o}.zz = 1; }});",
            $"$try('{tag}j', () => JSON.stringify({{ d: {{ toJSON(k) {{ return 'json:' + k; }} }}, u: undefined, f() {{}}, n: [undefined, () => 1, NaN] }}));",
        ];
    }

    private string[] FinallyLadder()
    {
        string f = names.Fresh("f");
        string exit = random.Pick("return 'try'", "throw 'thrown'", "break out", "continue out", ";");
        return
        [
            $"const {f} = () => {{ let n = 0; out: while (n++ < 3) {{ try {{ $out('{tag}', n); try {{ {exit}; }} finally {{ $out('{tag}i', 'inner'); {random.Pick("", "if (n > 1) break out;", "if (n > 1) continue out;", "if (n === 2) return 'finally';")} }} }} catch (e) {{ $out('{tag}c', e); {random.Pick("", "continue;", "throw 'again';", "return e;")} }} finally {{ $out('{tag}o', 'outer'); {random.Pick("", "", "if (n === 2) break;")} }} }} return n; }};",
            $"$try('{tag}r', {f});",
        ];
    }

    private string[] Functions()
    {
        string f = names.Fresh("h");
        return
        [
            $"$try('{tag}a', () => {f}(1));",
            $"function {f}(a, b = a + 1, {{ c = b, d: [e] = [c] }} = {{}}, ...r) {{ $out('{tag}', [a, b, c, e, r, arguments.length]); return typeof this; }}",
            $"$try('{tag}b', () => {f}.call(7, 1, undefined, {{ c: {expressions.Of(ValueType.Number, 3)} }}, 3, 4));",
            $"$try('{tag}c', () => {f}.apply({{}}, {expressions.Of(ValueType.Numbers, 3)}));",
            $"$try('{tag}d', () => {{ const b = {f}.bind({{ x: 1 }}, 5); return [b(6), b.name, b.length]; }});",
            $"$try('{tag}e', () => {{ const fs = {{ m() {{ return super.toString === Object.prototype.toString; }}, a: () => 1, ['c' + 1]: function () {{}}, *g() {{}} }}; return Object.entries(fs).map(([k, v]) => [k, v.name, v.length, 'prototype' in v]).concat(fs.m()); }});",
            $"$try('{tag}f', () => {{ const x = 1; {{ const y = x + 1; {{ let x = y; return [x, y, typeof z]; var z; }} }} }});",
            $"$try('{tag}g', () => {{ tdz; let tdz = 1; }});",
            $"$try('{tag}h', () => ((a, b = () => a, c = (a = 9)) => [a, b()])(1));",
            $"$try('{tag}i', () => (function inner(n) {{ inner{random.Pick(" = 1;", ";")} return n ? inner(n - 1) : typeof inner; }})(2));",
            $"$try('{tag}j', () => new (function () {{ this.a = new.target === undefined; {random.Pick("", "return [1];", "return 5;")} }})());",
            $"$try('{tag}k', () => [undefinedName{names.Fresh("u")}]); $try('{tag}l', () => typeof undefinedName);",
        ];
    }
}
