//@ D-own-01 | search for a needle that nearly matches everywhere | cpu
const h = "a".repeat(500000), n = "a".repeat(250000) + "b"; let c = 0; for (let i = 0; i < 100; i++) c += h.indexOf(n); c;
//@ D-own-02 | lastIndexOf and includes of the same kind | cpu
const h = "b" + "a".repeat(500000), n = "b".repeat(1) + "a".repeat(250000) + "c"; h.lastIndexOf(n); h.includes(n); h.split(n).length; h.replaceAll(n, "x").length;
//@ D-own-03 | unshift in a loop: quadratic | cpu
const a = []; for (let i = 0; i < 100000; i++) a.unshift(i); a.length;
//@ D-own-04 | splice in the middle in a loop | cpu
const a = Array.from({ length: 50000 }, (_, i) => i); for (let i = 0; i < 50000; i++) a.splice(25000, 1, i, i); a.length;
//@ D-own-05 | includes and indexOf over a long array of long equal texts | cpu
const p = "p".repeat(10000), a = Array.from({ length: 1000 }, (_, i) => p + i); for (let i = 0; i < 1000; i++) a.includes(p + "x"); 1;
//@ D-own-06 | bigint multiplication of the largest values | cpu
let x = (1n << 16000n) - 1n, n = 0n; for (;;) n ^= x * x;
//@ D-own-07 | bigint division of the largest values | cpu
const a = (1n << 32000n) - 1n, b = (1n << 16000n) - 1n; for (;;) a / b % 7n;
//@ D-own-08 | bigint to text in every radix | cpu
const a = (1n << 32000n) - 1n; for (let r = 2; ; r = r === 36 ? 2 : r + 1) a.toString(r);
//@ D-own-09 | text to number with a long fraction | cpu
const t = "0." + "1".repeat(500000); for (;;) Number(t);
//@ D-own-10 | number to text with the longest exact expansions | cpu
for (;;) { (5e-324).toFixed(100); (1.7976931348623157e308).toString(2); (4.35e-300).toPrecision(100); }
//@ D-own-11 | sort of many equal elements by a callback | cpu
const a = Array.from({ length: 100000 }, () => 1); for (;;) a.sort((x, y) => x - y);
//@ D-own-12 | default sort of numbers, each turned into text | cpu
const a = Array.from({ length: 100000 }, (_, i) => i * 0.1); for (;;) a.sort();
//@ D-own-13 | string keys that share a long prefix in a map | cpu
const p = "k".repeat(100000), m = new Map(); for (let i = 0; ; i++) m.set(p + i % 10, i);
//@ D-own-14 | JSON parse and print of a long text, in a loop | cpu
const t = "[" + "1,".repeat(100000) + "1]"; for (;;) JSON.stringify(JSON.parse(t));
//@ D-own-15 | copying an object with very many names | cpu
const o = {}; for (let i = 0; i < 20000; i++) o["n" + i] = i; for (;;) ({ ...o });
//@ D-own-16 | keys, entries, freeze and isFrozen of an object with very many names | cpu
const o = {}; for (let i = 0; i < 20000; i++) o["n" + i] = i; Object.freeze(o); for (;;) Object.isFrozen(o) && Object.keys(o) && Object.entries(o);
//@ D-own-17 | delete in a large object, in a loop | cpu
const o = {}; for (let i = 0; i < 20000; i++) o["n" + i] = i; for (let i = 0; ; i++) { delete o["n" + i % 20000]; o["n" + i % 20000] = 1; }
//@ D-own-18 | byte arrays copied, filled, compared | cpu
const b = new Uint8Array(500000); for (;;) { b.fill(7); new Uint8Array(b); b.slice(); b.indexOf(9); }
//@ D-own-19 | spread of a long text | cpu
const t = "\u{1F600}".repeat(100000); for (;;) [...t].length;
//@ D-own-20 | case mapping, trimming, comparing long texts | cpu
const t = "aB ".repeat(100000); for (;;) { t.toUpperCase() === t.toLowerCase(); t.trim() < t; }
//@ D-own-21 | reverse, copyWithin, fill, slice, concat of a long array | cpu
const a = Array.from({ length: 200000 }, (_, i) => i); for (;;) { a.reverse(); a.copyWithin(0, 1); a.slice(); a.concat(a).length; }
//@ D-own-22 | for-in along a chain of prototypes with many names | cpu
let o = {}; for (let d = 0; d < 200; d++) { o = Object.create(o); for (let i = 0; i < 100; i++) o["p" + d + "_" + i] = 1; } let n = 0; for (;;) for (const k in o) n++;
//@ D-own-23 | a call with very many arguments, forwarded | cpu
const a = Array.from({ length: 60000 }, (_, i) => i), f = (...r) => r.length; for (;;) f(...a);
//@ D-own-24 | destructuring with a rest of many names | cpu
const o = {}; for (let i = 0; i < 10000; i++) o["n" + i] = i; for (;;) { const { n1, n2, ...rest } = o; }
//@ D-own-25 | set operations on large sets, where they exist | cpu
const a = new Set(Array.from({ length: 50000 }, (_, i) => i)), b = new Set(a); for (;;) { if (a.union) a.union(b).isSubsetOf(a.intersection(b)); else new Set([...a, ...b]); }
//@ D-own-26 | instanceof and in along a long prototype chain | cpu
let o = {}; for (let i = 0; i < 10000; i++) o = Object.create(o); for (;;) { o instanceof Map; "zz" in o; o.zz; }
//@ D-own-27 | throw and catch in a tight loop | cpu
for (;;) { try { null.x; } catch (e) { } }
//@ D-own-28 | native errors in a tight loop | cpu
for (;;) { try { "x".repeat(-1); } catch (e) { } try { new Array(-1); } catch (e) { } try { BigInt(1.5); } catch (e) { } }
//@ D-own-29 | functions and classes created in a tight loop | cpu
for (;;) { (() => { class A { x = 1; static #p = 2; get y() { return 3; } } return new A(); })(); }
//@ D-own-30 | conversions of objects in a tight loop | cpu
const o = { valueOf() { return 1; }, toString() { return "s"; } }; for (;;) { o + o; o * o; `${o}`; o < o; }
//@ D-own-31 | parseFloat and parseInt of long texts | cpu
const t = "1".repeat(500000); for (;;) { parseFloat(t); parseInt(t, 36); parseInt(t, 10); }
//@ D-own-32 | flat and join of wide nested arrays | cpu
const a = Array.from({ length: 1000 }, () => Array.from({ length: 100 }, () => [1])); for (;;) { a.flat(3).join(); }
//@ D-own-33 | property writes that keep changing an object's shape | cpu
for (let i = 0; ; i++) { const o = {}; o["a" + i % 997] = 1; o["b" + i % 991] = 2; o["c" + i % 983] = 3; }
//@ D-own-34 | searching and slicing a rope that is rebuilt each time | cpu
let s = "x"; for (;;) { s = "a" + s.slice(0, 500000) + "b"; s.indexOf("q"); }
//@ D-own-35 | asking for the key of a symbol with a long description | cpu
const s = Symbol("x".repeat(100000)); Symbol.for("a"); for (;;) Symbol.keyFor(s);
//@ D-own-36 | messages that name a symbol with a long description | cpu
const k = Symbol("k".repeat(100000)), o = Object.freeze({ [k]: 1 }); for (;;) { try { o[k] = 1; } catch { } try { delete o[k]; } catch { } try { o[k](); } catch { } }
//@ D-own-37 | sort of long random cold strings, default order | cpu
let z = 1; const a = Array.from({ length: 60000 }, (_, i) => { z = (Math.imul(z, 1103515245) + 12345) >>> 0; return z.toString(36) + "suffix"; }); for (;;) a.toSorted();
//@ D-own-38 | shift and push on huge array of objects | cpu
const a = Array.from({ length: 200000 }, (_, i) => ({})); for (;;) { a.push(a.shift()); }
//@ D-own-39 | splice at front of huge array of objects | cpu
const a = Array.from({ length: 200000 }, (_, i) => ({})); for (;;) { a.splice(0, 1); a.push(1); }
//@ D-own-40 | index names inserted downwards | cpu
const o = {}; for (let i = 200000; i > 0; i--) o[i] = 1;
//@ D-own-41 | JSON with index names downwards | cpu
const p = []; for (let i = 60000; i > 0; i--) p.push('"' + i + '":1'); const t = "{" + p.join() + "}"; for (;;) JSON.parse(t);
//@ D-own-42 | holes of a map passed again and again | cpu
const m = new Map(); for (let i = 0; i < 65536; i++) m.set(i, i); for (let i = 0; i < 45000; i++) m.delete(i); for (;;) m.keys().next();
//@ D-own-43 | apply with 65535 arguments of a native | cpu
const a = new Array(65535).fill(1); for (;;) Math.max.apply(null, a);
//@ D-own-44 | Reflect.apply and construct with 65535 | cpu
const a = new Array(65535).fill(1); class F { } for (;;) { Reflect.apply(Math.min, null, a); Reflect.construct(F, a); }
//@ D-own-45 | bound chain with bound arguments | cpu
let f = () => 0; for (let i = 0; i < 300; i++) f = f.bind(null, 1, 2, 3, 4, 5, 6, 7, 8); for (;;) f();
//@ D-own-46 | cold rope flatten | cpu
let z = 1; const r = Array.from({ length: 20000 }, (_, i) => "abcdefghijklmnopqrstuvwx" + i); for (let i = r.length - 1; i > 0; i--) { z = (Math.imul(z, 1103515245) + 12345) >>> 0; const j = z % i; const t = r[i]; r[i] = r[j]; r[j] = t; } let l = r; while (l.length > 1) { const n = []; for (let i = 0; i + 1 < l.length; i += 2) n.push(l[i] + l[i + 1]); l = n; } const big = l[0]; for (let i = 0; ; i++) (big + i).charCodeAt(3);
//@ D-own-47 | rope of units flattened again | cpu
let s = "abcdefghijklmnopqrstuvwx"; for (let i = 0; i < 3000; i++) s += "y"; for (let i = 0; ; i++) { const t = s + i; t.charCodeAt(1); }
//@ D-own-48 | doubled rope flattened again | cpu
let s = "abcdefghijklmnopqrstuvwxyz"; for (let i = 0; i < 30; i++) s += "y"; for (let i = 0; i < 10; i++) s = s + s; for (let i = 0; ; i++) { const t = s + i; t.charCodeAt(1); }
//@ D-own-49 | setPrototypeOf on long chain | cpu
let o = {}; for (let i = 0; i < 20000; i++) o = Object.create(o); const p = {}; for (;;) { Object.setPrototypeOf(p, o); Object.setPrototypeOf(p, null); }
//@ D-own-50 | chain of functions as prototypes: lazy names | cpu
let f = () => 1; for (let i = 0; i < 5000; i++) { const g = () => 1; Object.setPrototypeOf(g, f); f = g; } for (;;) { f.missing; f instanceof Map; }
//@ D-own-51 | chain of byte arrays with numeric-looking names | cpu
let o = {}; for (let i = 0; i < 2000; i++) { const b = new Uint8Array(1); Object.setPrototypeOf(b, o); o = b; } for (;;) { o["9e99x"]; o["1.5"]; o.Infinityx; }
//@ D-own-52 | join of nested arrays whose chain is long | cpu
let o = []; for (let i = 0; i < 300; i++) { const b = []; Object.setPrototypeOf(b, o); o = b; } const a = new Array(1000).fill(o); for (;;) a.join("");
//@ D-own-53 | stringify with a list of keys | cpu
const k = Array.from({ length: 5000 }, (_, i) => "k" + i); const a = Array.from({ length: 1000 }, () => ({})); for (;;) JSON.stringify(a, k);
//@ D-own-54 | parse of text with first escape then plain | cpu
const t = '"\\n' + "a".repeat(300000) + '"'; for (;;) JSON.parse(t);
//@ D-own-55 | replaceAll with prefix patterns: quadratic output | cpu
const t = "a".repeat(900); for (;;) t.replaceAll("a", "$`");
//@ D-own-56 | replace with pattern repeated prefix | cpu
const t = "a".repeat(1000) + "b"; const p = "$`".repeat(1000); for (;;) t.replace("b", p);
//@ D-own-57 | needle long searched again and again in short rest | cpu
const t = "a".repeat(1000) + "b", n = "a".repeat(990) + "c"; for (;;) { t.indexOf(n); t.includes(n); t.lastIndexOf(n); }
//@ D-own-58 | BigInt radix 3 and 36 | cpu
const x = (1n << 32767n) - 1n; for (;;) { x.toString(3); x.toString(36); x.toString(7); }
//@ D-own-59 | bigint asIntN asUintN | cpu
const x = -((1n << 32766n) - 1n); for (;;) { BigInt.asIntN(32767, x); BigInt.asUintN(32767, x); BigInt.asUintN(64, x); BigInt.asIntN(64, x); }
//@ D-own-60 | bigint equality and as map keys | cpu
const x = (1n << 32766n) - 1n, y = (1n << 32766n) - 1n; const m = new Map([[x, 1]]); for (;;) { x === y; m.get(y); x == y; Object.is(x, y); [x].includes(y); }
//@ D-own-61 | change attributes of shapes of 64 | cpu
const t = {}; for (let i = 0; i < 64; i++) t["p" + i] = i; for (;;) { const o = { ...t }; Object.defineProperty(o, "p3", { enumerable: false }); }
//@ D-own-62 | delete first add new large table | cpu
const o = {}; for (let i = 0; i < 20000; i++) o["n" + i] = i; for (let i = 0; ; i++) { delete o["n" + i]; o["n" + (i + 20000)] = i; }
//@ D-own-63 | many siblings at depth 60 | cpu
const t = {}; for (let i = 0; i < 60; i++) t["p" + i] = i; for (let i = 0; ; i++) { const o = { ...t }; o["k" + i] = 1; }
//@ D-own-64 | excluded keys in rest | cpu
const o = {}; for (let i = 0; i < 1000; i++) o["n" + i] = i; const f = ({ n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, ...r }) => r; for (;;) f(o);
//@ D-own-65 | throw through many frames | cpu
const f = n => { if (n === 0) throw 1; f(n - 1); }; for (;;) { try { f(400); } catch { } }
//@ D-own-66 | throw through native frames with rethrow in each | cpu
const f = n => { if (n === 0) throw 1; try { `${{ toString() { return f(n - 1); } }}`; } catch (e) { throw e; } finally { n = 0; } }; for (;;) { try { f(20); } catch { } }
//@ D-own-67 | Set algebra with a set-like | cpu
const a = new Set(Array.from({ length: 2000 }, (_, i) => i)); const like = { size: 1e9, has: () => true, keys: () => [][Symbol.iterator]() }; for (;;) { a.intersection(like); a.difference(like); a.isSubsetOf(like); }
//@ D-own-68 | map with symbol and object keys | cpu
const k = Array.from({ length: 20000 }, (_, i) => i & 1 ? Symbol() : {}); const m = new Map(k.map(x => [x, 1])); for (;;) for (const x of k) m.get(x);
//@ D-own-69 | sum of shuffled bigints | cpu
const a = Array.from({ length: 100000 }, (_, i) => BigInt(i) + (1n << 70n)); let z = 1; for (let i = a.length - 1; i > 0; i--) { z = (Math.imul(z, 1103515245) + 12345) >>> 0; const j = z % i; const t = a[i]; a[i] = a[j]; a[j] = t; } let s = 0n; for (;;) for (let i = 0; i < a.length; i++) s = a[i] ^ 1n;
//@ D-own-70 | call of call of call | cpu
const c = Function.prototype.call; for (;;) c.call(c, c, c, c, Math.max, null, 1, 2);
//@ D-own-71 | messages with long names: defineProperty | cpu
const k = "k".repeat(1000000); const o = Object.freeze({ [k]: 1 }); for (;;) { try { delete o[k]; } catch { } try { Object.defineProperty(o, k, { value: 2 }); } catch { } try { o[k] = 2; } catch { } try { o[k](); } catch { } }
//@ D-own-72 | function names from long computed keys | cpu
const k = "k".repeat(100000); for (;;) { const o = { [k]() { }, get [k + "2"]() { return 1; } }; }
//@ D-own-73 | instanceof through bound chain | cpu
let f = function () { }; for (let i = 0; i < 30000; i++) f = f.bind(null); for (;;) ({}) instanceof f;
//@ D-own-74 | super lookups along long chain | cpu
let C = class { }; for (let i = 0; i < 400; i++) C = class extends C { }; class D extends C { m() { return super.zz; } } const d = new D(); for (;;) d.m();
//@ D-own-75 | prototypes that change: caches thrown away | cpu
const p = { m() { return 1; } }, o = Object.create(p); for (let i = 0; ; i++) { p["x" + (i & 63)] = i; o.m(); }
//@ D-own-76 | reads of long names in wide objects | cpu
const n = "n".repeat(60000); const o = {}; for (let i = 0; i < 50; i++) o[n + i] = i; const k = Object.keys(o); for (let i = 0; ; i++) o[k[i % 50]];
