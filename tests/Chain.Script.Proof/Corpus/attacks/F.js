//@ F-own-01 | every constructor of functions | escape
const r = []; for (const f of [function () { }, () => 1, function* () { }, class { }, parseInt, [].map, Function.prototype.call, (function () { }).bind(null)]) { try { r.push(typeof f.constructor("return 1")); } catch (e) { r.push(e.name); } } r.join();
//@ F-own-02 | import of files | escape
import("./x.js");
//@ F-own-03 | names of hosts | escape
[typeof window, typeof self, typeof global, typeof Deno, typeof Bun, typeof module, typeof exports, typeof __dirname, typeof XMLHttpRequest, typeof fetch, typeof WebAssembly, typeof Java, typeof host, typeof clr, typeof System].join();
//@ F-own-04 | messages of errors raised by conversions | escape
const r = []; for (const f of [() => null.x, () => undefined(), () => 1n + 1, () => Symbol() + "", () => new (() => 1), () => [].reduce((a, b) => a), () => "x".repeat(Infinity), () => (1).toFixed(101), () => (1).toString(1), () => BigInt("x"), () => BigInt(0.5), () => JSON.parse("{"), () => JSON.stringify(1n), () => new Array(-1), () => Object.defineProperty(1, "a", {}), () => Reflect.ownKeys(1), () => [...1], () => new Map([1]), () => decode, () => ({}).x.y, () => class A extends null { }.x.y, () => { const c = 1; c = 2; }, () => x, () => { let x = x; }, () => 1n / 0n, () => 2n ** -1n, () => "a" in "b", () => 1 instanceof 1, () => Object.freeze([1]).push(2), () => String.fromCodePoint(-1), () => "\ud800".at({}), () => Symbol.keyFor(1)]) { try { f(); r.push("ok"); } catch (e) { r.push(e.name + ": " + e.message); } } r.join("\n");
//@ F-own-05 | text of functions | escape
[String(parseInt), String(() => 1), String(class { }), Function.prototype.toString.call([].map)].join("|");
//@ F-own-06 | properties of errors | escape
const r = []; try { null.x; } catch (e) { for (const k of Reflect.ownKeys(e)) r.push(String(k)); r.push(typeof e.stack, typeof e.fileName, typeof e.hostException, typeof e.InnerException); } r.join();
//@ F-own-07 | .NET members on values | escape
[typeof "x".GetType, typeof (1).CompareTo, typeof [].Length, typeof ({}).GetHashCode, typeof ({}).Equals, typeof (() => 1).Invoke, typeof (() => 1).Method, typeof 1n.ToByteArray].join();
//@ F-own-08 | numbers at the edges of every conversion | escape
const v = [NaN, -0, 1e400, -1e400, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53, 2 ** 63, 2 ** 64, 1e308, 5e-324]; const r = []; for (const x of v) { for (const f of [x => "abc".at(x), x => "abc".slice(x), x => [1, 2].slice(x), x => "ab".substring(x), x => [1].at(x), x => "ab".charCodeAt(x), x => String.fromCharCode(x), x => x | 0, x => x >>> 0, x => 1 << x, x => [1, 2].indexOf(2, x), x => "ab".lastIndexOf("b", x), x => Math.clz32(x), x => Math.imul(x, x), x => new Uint8Array([x])[0], x => [1, 2, 3].fill(0, x).join(), x => [1, 2, 3].copyWithin(x, 0).join()]) { try { r.push(String(f(x))); } catch (e) { r.push(e.name); } } } r.join();
//@ F-own-09 | sizes at the edges | escape
const r = []; for (const f of [() => "x".repeat(2 ** 31), () => "x".padEnd(2 ** 53), () => new Uint8Array(2 ** 31), () => new Uint8Array(-1), () => new ArrayBuffer(2 ** 53), () => new Array(2 ** 32), () => [].concat(new Array(5)).length, () => "ab".split("", 2 ** 32).length, () => [1].with(5, 1), () => BigInt.asIntN(2 ** 53, 1n), () => BigInt.asUintN(2 ** 31, -1n), () => 1n << (2n ** 64n), () => 1n >> (2n ** 64n), () => [].length = -1, () => [].length = 1.5, () => Array.from({ length: -5 }).length, () => Array.from({ length: NaN }).length, () => Reflect.apply(Math.max, null, { length: 2 ** 32 })]) { try { r.push(String(f())); } catch (e) { r.push(e.name); } } r.join();
//@ F-own-10 | odd property names | escape
const o = {}; for (const k of ["__proto__", "constructor", "", "a\0b", "\ud800", "4294967295", "4294967294", "-0", "1e3", "01", " ", "toString", "hasOwnProperty"]) o[k] = k.length; Object.keys(o).map(k => k.length).join() + Object.getPrototypeOf(o).constructor.name;
//@ F-own-11 | throwing what is no error | escape
throw { toString() { throw new RangeError("inner"); }, get message() { throw 1; }, name: { } };
//@ F-own-12 | throwing a huge text | escape
throw "x".repeat(900000);
//@ F-own-13 | throwing undefined, from a nested function | escape
(() => { throw undefined; })();
//@ F-own-14 | an error with accessors for name and message | escape
const e = new Error("m"); Object.defineProperty(e, "name", { get() { return "A\nB"; } }); Object.defineProperty(e, "message", { get() { throw e; } }); throw e;
//@ F-own-15 | with, octal and other things of sloppy mode | escape
const x = 010;
//@ F-own-16 | delete of a name | escape
let y = 1; delete y;
//@ F-own-17 | source that ends inside things | escape
const a = `unfinished ${ {
//@ F-own-18 | identifiers with escapes | escape
const \u0061b = 1; ab;
//@ F-own-19 | html-like comments | escape
let z = 1; <!-- z = 2
//@ F-own-20 | a direct eval of any spelling | escape
const e2 = eval;
//@ F-own-21 | messages that would show long names | escape
const k = 'k'.repeat(70000), r = []; for (const f of [() => undefined[k], () => { null[k] = 1; }, () => { Object.freeze({})[k] = 1; }, () => { const o = Object.freeze({ [k]: 1 }); delete o[k]; }, () => ({})[k](), () => new ({})[k](), () => k in k, () => Symbol(k) + '', () => { Object.freeze({})[Symbol(k)] = 1; }, () => JSON.parse(k), () => BigInt(k), () => new Array(-1)[k], () => Object.defineProperty(Object.freeze({}), k, {})]) { try { f(); r.push('ok'); } catch (e) { r.push(e.name + e.message.length); } } r.join();
//@ F-own-22 | a text thrown that takes long to show | escape
let d = 'abcdefghijklmnopqrstuvwx'; for (let i = 0; i < 30; i++) d += 'y'; for (let i = 0; i < 14; i++) d = d + d; throw d;
//@ F-own-23 | a bigint of the largest size thrown | escape
throw (1n << 32767n) - 1n;
//@ F-own-24 | receivers of the wrong kind for every method of every prototype | escape
const r = new Set(); for (const C of [Object, Function, Array, String, Number, Boolean, Symbol, BigInt, Map, Set, Iterator, Uint8Array, Error]) for (const P of [C.prototype, Object.getPrototypeOf(C.prototype) ?? {}]) for (const k of Reflect.ownKeys(P)) { const d = Object.getOwnPropertyDescriptor(P, k); for (const f of [d.value, d.get]) if (typeof f === 'function' && k !== 'constructor') for (const t of [undefined, 5, 'ab', [], new Map(), Symbol.iterator, { length: 1 }, 1n]) { try { f.call(t, t, t); } catch (e) { r.add(e.name); } } } [...r].sort().join();
