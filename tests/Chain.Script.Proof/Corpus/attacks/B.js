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
//@ B-own-35 | Object.create chain, each with own root shape | memory
let o = {}; for (;;) o = Object.create(o);
//@ B-own-36 | objects with index names | memory
const k = []; for (let i = 0; ; i++) { const o = {}; o[i] = 1; k.push(o); }
//@ B-own-37 | objects with unique shapes by delete | memory
const k = []; for (;;) { const o = { a: 1, b: 2 }; delete o.a; k.push(o); }
//@ B-own-38 | empty maps | memory
const k = []; for (;;) k.push(new Map());
//@ B-own-39 | map iterators | memory
const k = [], m = new Map([[1, 1]]); for (;;) k.push(m.entries());
//@ B-own-40 | iterator helpers | memory
const k = []; for (;;) k.push([1].values().map(x => x));
//@ B-own-41 | functions with prepared properties | memory
const k = []; for (;;) { const f = function () { }; f.prototype; k.push(f); }
//@ B-own-42 | registered symbols | memory
for (let i = 0; ; i++) Symbol.for("s" + i);
//@ B-own-43 | wide texts of one unit | memory
const k = [], t = "\u1234\u2345"; for (;;) k.push([t[0]]);
//@ B-own-44 | ropes flattened | memory
const k = []; const t = "abcdefghijklmnopqrstuvwxyz"; for (let i = 0; ; i++) { const s = t + "x"; s.charCodeAt(0); k.push(s); }
//@ B-own-45 | accessor pairs | memory
const k = []; const g = () => 1; for (;;) k.push(Object.defineProperty({}, "a", { get: g }));
//@ B-own-46 | object with 64 then 65 properties | memory
const k = []; for (;;) { const o = {}; for (let i = 0; i < 65; i++) o["p" + i] = 1; k.push(o); }
//@ B-own-47 | siblings at depth 8 | memory
const k = []; for (let i = 0; ; i++) { const o = { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1 }; o["x" + i] = 1; k.push(o); }
//@ B-own-48 | joins nested in joins hold builders | memory
const big = ["x".repeat(900000)]; let n = 0; const o = { toString() { if (++n > 22) return "y"; return [big, o].join(""); } }; for (;;) { n = 0; try { [big, o].join(""); } catch { } }
//@ B-own-49 | stringify nested in toJSON holds builders | memory
const big = "x".repeat(900000); let n = 0; const o = { toJSON() { if (++n > 22) return "y"; JSON.stringify([big, o]); return 1; } }; for (;;) { n = 0; try { JSON.stringify([big, o]); } catch { } }
//@ B-own-50 | apply nested with huge lists | memory
const a = new Array(65000).fill(1); let n = 0; const f = () => { if (++n > 400) return 1; return f.apply(null, a); }; for (;;) { n = 0; f(); }
//@ B-own-51 | frames with many locals deep | memory
const mk = () => { let a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9; return n => n ? mk()(n - 1) + 1 : 0; }; for (;;) { try { mk()(300); } catch { } }
//@ B-own-52 | generator frames with 250 locals | memory
const k = []; const g = new Array(1).fill(0); function* G(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30) { let b1, b2, b3, b4, b5, b6, b7, b8, b9; yield 1; } for (;;) { const i = G(); i.next(); k.push(i); }
//@ B-own-53 | set operations copies | memory
const s = new Set(Array.from({ length: 20000 }, (_, i) => i)); const k = []; for (;;) k.push(s.union(s));
//@ B-own-54 | flat makes deep stack | memory
let a = [1]; for (let i = 0; i < 100000; i++) a = [a]; const k = []; for (;;) k.push(a.flat(Infinity));
//@ B-own-55 | module of many names kept by symbols | memory
const o = {}; for (let i = 0; ; i++) o[Symbol()] = i;
//@ B-own-56 | setPrototypeOf on non-empty objects | memory
const k = []; for (;;) { const o = { a: 1 }; Object.setPrototypeOf(o, null); k.push(o); }
//@ B-own-57 | captured loop variables | memory
const k = []; for (let i = 0, a = 1, b = 2, c = 3; ; i++) k.push(() => i + a + b + c);
//@ B-own-58 | joins nested with no result at all: throws in the innermost | memory
const keep = []; for (let i = 0; i < 60; i++) keep.push(new Uint8Array(1000000)); const big = ["x".repeat(1000000)]; let n = 0; const o = { toString() { if (++n > 22) throw 1; return [big, o].join("").slice(0, 5); } }; for (;;) { n = 0; try { [big, o].join(""); } catch { } }
//@ B-own-59 | bound functions with many bound arguments nested | memory
const keep = []; for (let i = 0; i < 50; i++) keep.push(new Uint8Array(1000000)); const a = new Array(65000).fill(1); let n = 0; const f = function () { if (++n > 400) throw 1; return g(); }; const g = f.bind(null, ...a); for (;;) { n = 0; try { g(); } catch { } }
//@ B-own-60 | classes with private methods instantiated | memory
const k = []; for (;;) { class A { #m() { } #n = 1; } k.push(new A()); }
//@ B-own-61 | objects that lost their names | memory
const k = []; for (;;) { const o = { a: 1, b: 2, c: 3 }; delete o.a; delete o.b; delete o.c; k.push(o); }
