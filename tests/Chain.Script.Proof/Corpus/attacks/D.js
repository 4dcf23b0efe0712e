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
