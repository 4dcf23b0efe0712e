//@ A-own-01 | labelled continue for ever | loop
outer: for (;;) { for (const x of [1, 2, 3]) continue outer; }
//@ A-own-02 | loop whose body is one empty block | loop
while (true) { }
//@ A-own-03 | out of gas inside a finally inside a generator's return | loop
function* g() { try { yield 1; } finally { for (;;); } } for (const x of g()) break;
//@ A-own-04 | map that adds while it is walked | loop
const m = new Map([[0, 0]]); for (const [k] of m) { m.delete(k); m.set(k + 1, 0); }
//@ A-own-05 | set that is refilled in its forEach | loop
const s = new Set([0]); s.forEach(v => { s.delete(v); s.add(v + 1); });
//@ A-own-06 | setter called by destructuring for ever | loop
const o = { set x(v) { for (;;); } }; [o.x] = [1];
//@ A-own-07 | catch that throws again, in a loop | loop
for (;;) { try { throw 1; } catch (e) { try { throw e; } catch { } } }
//@ A-own-08 | logical assignment on a getter that never becomes true | loop
let n = 0; const o = { get a() { n++; return 0; }, set a(v) { } }; while (!(o.a ||= 0));
//@ A-own-09 | comparator with a loop | loop
[2, 1].sort(() => { for (;;); });
//@ A-own-10 | class field initialiser with a loop | loop
new (class { x = (() => { for (;;); })(); })();
//@ A-own-11 | computed property name with a loop | loop
const o = { [(() => { for (;;); })()]: 1 };
//@ A-own-12 | template that loops | loop
`${(() => { for (;;); })()}`;
//@ A-own-13 | number formatting for ever | loop
for (let x = 0.1; ; x += 0.1) x.toFixed(100);
//@ A-own-14 | for-in over an object that is extended while it is walked | loop
const o = { a: 1 }; let i = 0; for (const k in o) { for (;;) o["k" + i++ % 50] = 1; }
//@ A-own-15 | Symbol.hasInstance that loops | loop
1 instanceof { [Symbol.hasInstance]() { for (;;); } };
//@ A-own-16 | toJSON that loops | loop
JSON.stringify({ toJSON() { for (;;); } });
//@ A-own-17 | label on a block, broken out of in a loop | loop
for (;;) { a: { b: { break a; } } }
//@ A-own-18 | switch without cases in a loop | loop
for (;;) switch (1) { }
//@ A-own-19 | generator driven for ever by next | loop
function* g() { for (;;) yield; } const it = g(); for (;;) it.next();
//@ A-own-20 | nested finally that discards the halt | loop
function f() { try { try { for (;;); } finally { return 1; } } finally { return 2; } } f();
//@ A-own-21 | reduceRight, every, findLast, flatMap with callbacks that loop | loop
[1].every(() => [1].findLast(() => [1].flatMap(() => [1, 2].reduceRight(() => { for (;;); }))));
//@ A-own-22 | array destructuring of an endless iterator with a rest | loop
const [...all] = { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) };
//@ A-own-23 | Array.from over an endless iterator | loop
Array.from({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) });
//@ A-own-24 | new Map over an endless iterator of the same pair | loop
new Map({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: [1, 1] }) }) });
