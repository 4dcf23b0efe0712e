//@ B-own-01 | string doubling by + | memory
let s = "x"; for (;;) s = s + s;
//@ B-own-02 | string repeat far above the limit | memory
"x".repeat(2 ** 30).length;
//@ B-own-03 | padEnd and padStart far above the limit | memory
"x".padEnd(2 ** 31 - 1, "yz").padStart(2 ** 40).length;
//@ B-own-04 | closures kept alive, each with a captured array | memory
const keep = []; for (;;) { const a = [1, 2, 3, 4, 5, 6, 7, 8]; keep.push(() => a); }
//@ B-own-05 | generators kept alive, each with a frame | memory
const keep = []; function* g(a, b, c, d, e, f) { yield a; } for (;;) { const it = g(1, 2, 3, 4, 5, 6); it.next(); keep.push(it); }
//@ B-own-06 | many small byte arrays kept alive | memory
const keep = []; for (;;) keep.push(new Uint8Array(8));
//@ B-own-07 | array doubled by spread | memory
let a = [1]; for (;;) a = [...a, ...a];
//@ B-own-08 | object doubled by spread with new names | memory
let o = {}; for (let i = 0; ; i++) o = { ...o, ["a" + i]: 1, ["b" + i]: 2 };
//@ B-own-09 | bigint shifted far | memory
1n << 10000000n;
//@ B-own-10 | bigint power | memory
11n ** 711111111n;
//@ B-own-11 | bigint text far above the limit | memory
BigInt("9".repeat(1000000));
//@ B-own-12 | split to single characters of a long text | memory
"ab".repeat(500000).split("").length;
//@ B-own-13 | replaceAll that grows | memory
let s = "a".repeat(1000); for (;;) s = s.replaceAll("a", "aaaa");
//@ B-own-14 | join with a long separator | memory
Array.from({ length: 100000 }, () => 1).join("s".repeat(1000)).length;
//@ B-own-15 | Map that grows for ever | memory
const m = new Map(); for (let i = 0; ; i++) m.set(i, { i });
//@ B-own-16 | Set of long different texts | memory
const s = new Set(); for (let i = 0; ; i++) s.add("x".repeat(1000) + i);
//@ B-own-17 | classes made in a loop, each with fields and private methods | memory
const keep = []; for (;;) keep.push(class { #a = 1; b = 2; #m() { return this.#a; } get x() { return this.#m(); } });
//@ B-own-18 | bound functions with many bound arguments | memory
const keep = []; const f = () => 0; const args = Array.from({ length: 1000 }, (_, i) => i); for (;;) keep.push(f.bind(null, ...args));
//@ B-own-19 | errors with causes and long messages | memory
const keep = []; for (;;) keep.push(new RangeError("m".repeat(10000), { cause: keep }));
//@ B-own-20 | JSON text that grows by indentation | memory
let o = 1; for (let i = 0; i < 100; i++) o = { o }; JSON.stringify(o, null, 10).length; const deep = o; const all = Array.from({ length: 5000 }, () => deep); JSON.stringify(all, null, "          ").length;
//@ B-own-21 | flat of nested shared arrays | memory
let a = [1, 2]; for (let i = 0; i < 40; i++) a = [a, a]; a.flat(50).length;
//@ B-own-22 | concat of itself by a method call on growing arrays | memory
const a = [1]; for (;;) a.push(...a);
//@ B-own-23 | string keys of an object that are long | memory
const o = {}; for (let i = 0; ; i++) o["k".repeat(2000) + i] = 0;
//@ B-own-24 | rope of ropes, flattened again and again at each step | memory
let s = ""; for (let i = 0; ; i++) { s += "ab" + i; s.charCodeAt(0); }
//@ B-own-25 | substrings that hold a long text alive | memory
const keep = []; const t = "t".repeat(500000); for (let i = 0; ; i++) keep.push(t.slice(i % 1000, 499000) + i);
//@ B-own-26 | symbols with long descriptions | memory
const keep = []; for (;;) keep.push(Symbol("d".repeat(10000)));
//@ B-own-27 | the symbol registry | memory
for (let i = 0; ; i++) Symbol.for("key" + i);
//@ B-own-28 | array index far beyond the end | memory
const a = []; a[4000000000] = 1;
//@ B-own-29 | index keys on an ordinary object | memory
const o = {}; for (let i = 0; ; i += 1000) o[i] = i;
//@ B-own-30 | Array of the largest length | memory
new Array(4294967295).length;
//@ B-own-31 | Array.from of a huge array-like with a callback | memory
Array.from({ length: 4294967295 }, () => [1, 2, 3]);
//@ B-own-32 | arguments objects kept alive | memory
const keep = []; function f() { return arguments; } for (;;) keep.push(f(1, 2, 3, 4, 5, 6, 7, 8, 9));
//@ B-own-33 | iterators kept alive | memory
const keep = [], m = new Map([[1, 2]]); for (;;) keep.push(m.entries(), [1].values(), "ab"[Symbol.iterator]());
//@ B-own-34 | regexp-free amplification: $` in a replacement text | memory
let s = "a".repeat(3000); for (;;) s = s.replace("a", "$`$'$`$'$&");
