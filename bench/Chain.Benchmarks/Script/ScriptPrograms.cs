namespace Chain.Benchmarks.Script;

/// <summary>What three engines run in the same run. Each program is an expression that gives a function; one call of it is one round.</summary>
internal static class ScriptPrograms
{
    public static IReadOnlyList<(string Name, string Source, string Budget)> All { get; } =
    [
        ("fib(24)", "(() => { const fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2); return () => fib(24); })()", "<= 8 ms"),
        ("loop of 1,000,000", "(() => () => { let s = 0; for (let i = 0; i < 1000000; i++) s = (s + i) | 0; return s; })()", ""),
        ("property access, 200,000 objects", "(() => () => { let p = { x: 1, y: 2 }; let s = 0; for (let i = 0; i < 200000; i++) { p = { x: p.y, y: p.x + 1 }; s += p.x + p.y; } return s; })()", ""),
        ("string building, 50,000 parts", "(() => () => { let s = ''; for (let i = 0; i < 50000; i++) s += 'part' + i; return s.length + s.charCodeAt(12345); })()", ""),
        ("array sort of 20,000", "(() => { const a = []; let x = 12345; for (let i = 0; i < 20000; i++) { x = (x * 1103515245 + 12345) % 2147483648; a.push(x); } return () => [...a].sort((p, q) => p - q)[777]; })()", ""),
        ("10,000 token transfers", "(() => { class Token { #balances = new Map(); constructor(n) { for (let i = 0; i < n; i++) this.#balances.set('account' + i, 1000000n); } transfer(from, to, amount) { const has = this.#balances.get(from) ?? 0n; if (has < amount) throw new RangeError('INSUFFICIENT'); this.#balances.set(from, has - amount); this.#balances.set(to, (this.#balances.get(to) ?? 0n) + amount); return true; } } const names = Array.from({ length: 100 }, (_, i) => 'account' + i); const token = new Token(100); return () => { for (let i = 0; i < 10000; i++) token.transfer(names[i % 100], names[(i * 7 + 1) % 100], 3n); return 1; }; })()", "<= 100 ms"),
        ("JSON of 1,000 records", "(() => { const o = Array.from({ length: 1000 }, (_, i) => ({ id: i, name: 'name' + i, tags: ['a', 'b'], n: i / 3 })); return () => JSON.parse(JSON.stringify(o)).length; })()", ""),
        ("map, filter, reduce of 10,000", "(() => { const a = Array.from({ length: 10000 }, (_, i) => i); return () => a.map(x => x * 2).filter(x => x % 3 === 0).reduce((s, x) => s + x, 0); })()", ""),
    ];
}
