// One script a line. Together they use every opcode; a test says which one is missing.
1
-0
undefined
null
true
"text"
12345678901234567890n
0.1 + 0.2
1 + "a" + 2n + true + null + undefined
(2 ** 10) + 7 % 3 - 4 / 8 * 2
(5 & 3) | (8 ^ 2) << 1 >> 0 >>> 0
~5 + -(-3) + +"7" - -"2"
!0 === !!1 && 1 !== 2 && 1 == "1" && 1 != 2
1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3
[] instanceof Array && "a" in { a: 1 }
typeof undefined + typeof null + typeof 1 + typeof "" + typeof 1n + typeof {} + typeof (() => 1) + typeof Symbol() + typeof notDefined
void 0 ?? "default"
null ?? undefined ?? 0 ?? 1
0 || "" || "last"
1 && "a" && "end"
let a = 1; a += 2; a -= 1; a *= 10; a /= 4; a %= 3; a **= 2; a <<= 3; a >>= 1; a >>>= 0; a &= 14; a |= 1; a ^= 5; a
let b = null; b ??= 1; b ||= 2; b &&= 3; b
let o1 = { x: 1 }; o1.x += 2; o1["x"] -= 1; o1.x **= 3; o1.y ??= 5; o1.z ||= 6; o1.x &&= 7; JSON.stringify(o1)
let n1 = 5; n1++; ++n1; n1--; --n1; n1++ + ++n1
let n2 = 5n; n2++; ++n2; n2-- - --n2
const o2 = { c: 1, d: { e: [1, 2] } }; o2.c++ + ++o2.c + o2.d.e[0]++ + --o2["d"].e[1]
var hoisted = typeof later; var later = 1; hoisted
{ let s = 1; { let s = 2; } s; }
if (1) "yes"; else "no"
let r1 = ""; for (let i = 0; i < 5; i++) r1 += i; r1
let r2 = 0; for (const x of [1, 2, 3]) { if (x === 2) continue; r2 += x; } r2
let r3 = ""; for (const k in { b: 1, a: 2, 1: 3 }) r3 += k; r3
let r4 = 0; while (r4 < 10) { r4++; if (r4 === 7) break; } r4
let r5 = 0; do { r5 += 3; } while (r5 < 10); r5
outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; } }
block: { break block; }
switch (3) { case 1: "one"; case 3: "three"; case 4: "four"; break; default: "other"; }
switch ("x") { case "y": 1; break; default: 2; }
try { throw new TypeError("t"); } catch (e) { e.name + e.message; }
try { null.x; } catch { "caught"; } finally { "finally"; }
(() => { try { return 1; } finally { 2; } })()
(() => { try { throw 1; } finally { return 2; } })()
(() => { for (;;) { try { break; } finally { 1; } } return 3; })()
(() => { for (let i = 0; i < 3; i++) { try { continue; } finally { if (i === 1) return i; } } })()
function f1(a, b = a + 1, ...c) { return [a, b, c.length]; } f1(1).concat(f1(1, 2, 3, 4)).join()
const f2 = (x => y => x + y); f2(1)(2)
(function () { return arguments.length + arguments[1]; })(1, 2, 3)
function fact(n) { return n < 2n ? 1n : n * fact(n - 1n); } fact(30n)
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } fib(15)
const counters = []; for (let i = 0; i < 3; i++) counters.push(() => i++); counters.map(f => f() + f()).join()
const { p, q: [r, s = 5], ...rest } = { p: 1, q: [2], t: 3, u: 4 }; p + r + s + Object.keys(rest).join()
let [x1, , y1 = 3, ...z1] = [1, 2, undefined, 4, 5]; [x1, y1] = [y1, x1]; [x1, y1, z1].join()
let t1 = {}; [t1.a, t1["b"], ...t1.c] = "hello"; ({ k: t1.d = 9, ...t1.e } = { l: 1 }); JSON.stringify(t1)
(({ a, b: { c = 2 } = {} }, [d] = [3]) => a + c + d)({ a: 1 })
[...[1, 2], ...new Set([3]), ..."ab"].length
Math.max(...[1, 5, 3], 4)
({ ...{ a: 1 }, b: 2, ...null, ..."hi" })[0]
`a${1}b${"c"}d${[1, 2]}e`
({ a: 1, "b c": 2, 3: 4, ["d" + 1]: 5, m() { return 6; }, get g() { return 7; }, set g(v) { }, *gen() { yield 8; }, __proto__: null }).g
const o3 = { get x() { return this._x ?? 1; }, set x(v) { this._x = v * 2; } }; o3.x = 5; o3.x
const o4 = { a: { b: () => ({ c: 1 }) } }; o4?.a?.b?.().c + String(o4.z?.y.w[0]()) + o4["a"]?.["b"]()["c"]
const o5 = { m() { return this?.v; }, v: 4 }; o5.m?.() + o5?.m()
delete ({ a: 1 }).a && delete ({})["b"]
class A1 { constructor(v) { this.v = v; } get w() { return this.v + 1; } set w(x) { this.v = x; } m() { return this.w; } static s() { return new A1(5).m(); } } A1.s()
class A2 { #p = 1; #m() { return this.#p; } get #g() { return 5; } set #g(v) { this.#p = v; } static #s = 3; static has(o) { return #p in o; } run() { this.#g = this.#m() + this.#g; this.#p++; return this.#p + A2.#s; } } new A2().run() + String(A2.has({}))
class B1 { x = 1; ["y" + 1] = this.x + 1; static z = 5; static { this.t = this.z + 1; } } new B1().y1 + B1.t
class C1 { constructor(a) { this.a = a; } m() { return "C" + this.a; } static make() { return "made"; } } class D1 extends C1 { constructor() { super(1); this.b = super.m(); } m() { return super.m() + this.b; } static make() { return super.make(); } } new D1().m() + D1.make()
class E1 extends Error { constructor(m) { super(m); this.name = "E1"; } } try { throw new E1("x"); } catch (e) { String(e) + (e instanceof E1); }
class N1 extends null { static x = 1; } N1.x
class G1 { static #hidden() { return 1; } static call() { return G1.#hidden(); } } G1.call()
class H1 extends (class { set v(x) { this.w = x; } get v() { return 7; } }) { set v(x) { super.v = x; super["v"] = x + 1; } get v() { return super.v + super["v"]; } } const h1 = new H1(); h1.v = 3; h1.w + h1.v
const o6 = { __proto__: { m() { return 1; } }, m() { return super.m() + 1; } }; o6.m()
new (class { constructor() { return { replaced: 1 }; } })().replaced
(function () { return new.target === undefined; })() && new (function () { this.t = typeof new.target; })().t
function* g1() { const x = yield 1; try { yield x * 2; } finally { yield "cleanup"; } return 5; } const it1 = g1(); [it1.next().value, it1.next(4).value, it1.return(9).value, it1.next().value].join()
function* g2() { const r = yield* g3(); return r + 1; } function* g3() { yield 1; yield 2; return 3; } [...g2()].length
const it2 = (function* () { try { yield 1; } catch (e) { yield e + "!"; } })(); it2.next(); it2.throw("boom").value
for (const [k, v] of new Map([[1, 2], [3, 4]])) k + v
for (const x of (function* () { yield 1; yield 2; })()) { if (x === 1) break; }
let sum = 0; for (const x of { [Symbol.iterator]() { let i = 0; return { next: () => ({ done: i > 3, value: i++ }), return() { sum += 100; return {}; } }; } }) { sum += x; if (x === 2) break; } sum
const [d1, d2] = { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 7 }) }) }; d1 + d2
const sym = Symbol("desc"); const o7 = { [sym]: 1, [Symbol.toPrimitive]() { return 42; } }; o7[sym] + o7 + `${o7}`
const o8 = { valueOf() { return 5; }, toString() { return "s"; } }; o8 * 2 + `${o8}` + (o8 < 6) + (o8 == 5)
1 instanceof { [Symbol.hasInstance]: v => v === 1 }
try { x9; let x9 = 1; } catch (e) { e.name; }
try { const c9 = 1; c9 = 2; } catch (e) { e.name; }
try { undefined9; } catch (e) { e.message; }
try { (void 0)(); } catch (e) { e.message; }
try { ({}).x.y; } catch (e) { e.message; }
try { Object.freeze([1]).push(2); } catch (e) { e.name; }
try { new (class { constructor() { this.#x; } #x; static t = 1; })(); "ok"; } catch (e) { e.name; }
try { class K { #a; static t(o) { return o.#a; } } K.t({}); } catch (e) { e.message; }
try { (class { })(); } catch (e) { e.message; }
try { new (class extends Object { constructor() { } })(); } catch (e) { e.message; }
try { [...1]; } catch (e) { e.message; }
try { const [a9] = null; } catch (e) { e.message; }
try { const { a9 } = null; } catch (e) { e.message; }
try { 1n + 1; } catch (e) { e.message; }
try { "a" in "b"; } catch (e) { e.message; }
throw new RangeError("out of here")
throw "text"
throw 42
null.property
for (;;);
(function f() { f(); })()
let big9 = "x"; for (;;) big9 += big9
const many9 = []; for (;;) many9.push({ a: 1, b: [2] })
globalThis === this
debugger; 1
var v1 = 1, v2 = v1 + 1; v2, v1
1; ; { } 
label: { 1; break label; }
let z9 = 0; for (let i = 0, j = 10; i < j; i++, j--) z9 += j - i; z9
(a => { { var a = 2; } return a; })(1)
(() => { let a = 1; return (() => { a++; return (() => a)(); })(); })()
const w1 = [1, 2, 3]; w1[1] = 5; w1[3] = 4; w1.length = 2; w1.join()
const q1 = {}; q1[1] = "a"; q1["01"] = "b"; q1[Symbol.iterator] = 1; delete q1[1]; Object.keys(q1).join()
const big1 = {}; for (let i = 0; i < 100; i++) big1["k" + i] = i; for (let i = 0; i < 100; i += 2) delete big1["k" + i]; Object.keys(big1).length
let deep1 = { }; for (let i = 0; i < 50; i++) deep1 = Object.create(deep1); deep1.missing
let str1 = ""; for (let i = 0; i < 500; i++) str1 += "ab"; str1.length + str1.charCodeAt(777)
let t9 = 0; for (let i = 0; i < 200; i++) { try { if (i % 2) throw i; } catch (e) { t9 += e; } finally { t9++; } } t9
const token = new (class { #b = new Map([["a", 1000n]]); transfer(f, t, n) { const x = this.#b.get(f) ?? 0n; if (x < n) throw new RangeError("INSUFFICIENT"); this.#b.set(f, x - n); this.#b.set(t, (this.#b.get(t) ?? 0n) + n); return this.#b.get(t); } })(); for (let i = 0; i < 10; i++) token.transfer("a", "b", 7n); token.transfer("b", "c", 1n)
class S1 { } S1.prototype.k = 1; class S2 extends S1 { m(k) { super[k]++; super[k] += 1; super.k ??= 2; return super[k]++; } } new S2().m("k")
(() => { for (const x of [1, 2]) { switch (x) { case 1: for (const y of [3]) { try { return y; } finally { 1; } } } } })()
(() => { const g = () => { z = 1; }; let z = 0; g(); return (() => z)(); })()
(() => { let c = 0; switch (0) { case 0: let q = 1; case 1: const k = () => q; q = q + 1; c = k(); } return c; })()
try { (() => { early = 1; let early; })(); } catch (e) { e.message; }
try { (() => { const f = () => early; f(); let early; })(); } catch (e) { e.message; }
const up1 = { a: 1 }, up2 = "a"; [up1[up2]++, up1.a++, up1[up2] ??= 1, up1[up2] += 1].join()
const it9 = (function* () { try { const c = 1 + (yield 1); } finally { 2; } })(); it9.next(); it9.return(3).value
