//@ C-own-01 | recursion through a getter and a method | stack
const o = { get x() { return this.y(); }, y() { return this.x; } }; o.x;
//@ C-own-02 | recursion through a constructor | stack
function F() { return new F(); } new F();
//@ C-own-03 | recursion through super | stack
class A { m() { return new B().m(); } } class B extends A { m() { return super.m(); } } new B().m();
//@ C-own-04 | recursion through Symbol.iterator of a spread call | stack
const o = { [Symbol.iterator]() { return Math.max(...o); } }; Math.max(...o);
//@ C-own-05 | recursion through valueOf inside a comparison in a sort | stack
const o = { valueOf() { return [o, o].sort((a, b) => a - b).length; } }; o < 1;
//@ C-own-06 | recursion through toString as a property key | stack
const k = { toString() { return ({})[k]; } }; ({})[k];
//@ C-own-07 | recursion through JSON.stringify and toJSON | stack
const o = { toJSON() { return JSON.stringify(o); } }; JSON.stringify(o);
//@ C-own-08 | recursion through replace with a function | stack
const f = () => "a".replace("a", f); f();
//@ C-own-09 | recursion through Array.from and its callback | stack
const f = () => Array.from([1], f); f();
//@ C-own-10 | recursion through a default value in destructuring | stack
const f = ({ a = f({}) }) => a; f({});
//@ C-own-11 | recursion through a generator that walks itself | stack
function* g() { for (const x of g()) yield x; } [...g()];
//@ C-own-12 | recursion through bind, call, apply | stack
function f() { return f.call.apply(f.bind(null), [null]); } f();
//@ C-own-13 | recursion through Map.forEach | stack
const m = new Map([[1, 1]]); const f = () => m.forEach(f); f();
//@ C-own-14 | recursion through a static initialiser | stack
function make() { return class { static x = make(); }; } make();
//@ C-own-15 | recursion through Symbol.toPrimitive in a template, in a catch | stack
const o = { [Symbol.toPrimitive]() { try { throw `${o}`; } catch (e) { return `${o}`; } } }; `${o}`;
//@ C-own-16 | recursion through a finally | stack
function f() { try { throw 1; } finally { f(); } } f();
//@ C-own-17 | prototype chain of great length, then a miss | stack
let o = {}; for (let i = 0; i < 20000; i++) o = Object.create(o); o.missing; "missing" in o; o instanceof Map;
//@ C-own-18 | classes that extend each other, deep | stack
let C = class { }; for (let i = 0; i < 3000; i++) C = class extends C { constructor() { super(); } }; new C();
//@ C-own-19 | nested arrays joined | stack
let a = []; for (let i = 0; i < 50000; i++) a = [a]; String(a); a.flat(Infinity);
//@ C-own-20 | JSON text that is deep | stack
JSON.parse("[".repeat(100000) + "]".repeat(100000));
//@ C-own-21 | rope built from both ends, then compared and used as a key | stack
let s = "", t = ""; for (let i = 0; i < 60000; i++) { s = "a" + s + "b"; t = "a" + t + "b"; } s === t; ({})[s]; s < t;
//@ C-own-22 | chain of generators, each delegating to the one before | stack
let g = [1][Symbol.iterator](); const wrap = function* (x) { yield* x; }; for (let i = 0; i < 5000; i++) g = wrap(g); [...g];
//@ C-own-23 | objects nested deep, compared, copied, frozen, printed | stack
let o = {}; for (let i = 0; i < 20000; i++) o = { o }; ({ ...o }); Object.freeze(o); JSON.stringify(o);
//@ C-own-24 | iterator helpers nested deep, where they exist | stack
let it = [1, 2, 3].values(); if (it.map) for (let i = 0; i < 20000; i++) it = it.map(x => x); [...it];
//@ C-own-25 | errors as causes of each other in a circle | stack
const a = new Error("a"), b = new Error("b", { cause: a }); a.cause = b; throw b;
//@ C-own-26 | Object.groupBy whose callback groups | stack
const f = () => Object.groupBy([1], f); f();
//@ C-own-27 | Reflect.construct through a derived class, for ever | stack
class A { } class B extends A { constructor() { return Reflect.construct(B, []); } } new B();
//@ C-own-28 | setter of a parent reached through super, for ever | stack
class A { set x(v) { this.x = v; } } class B extends A { set x(v) { super.x = v; } } new B().x = 1;
//@ C-own-29 | native depth through toString in join in toString | stack
let n = 0; const o = { toString() { n++; return [o].join() + `${[o]}`; } }; `${o}`;
//@ C-own-30 | through sort by text, of objects | stack
const o = { toString() { return [o, o].sort().length; } }; `${o}`;
//@ C-own-31 | through JSON reviver and toJSON | stack
const f = () => JSON.parse('[1]', () => JSON.stringify({ toJSON: f })); f();
//@ C-own-32 | through Reflect.construct with prototype getter | stack
function F() { } const g = function () { }.bind(); Object.defineProperty(g, "prototype", { get() { return Reflect.construct(Object, [], g); } }); Reflect.construct(Object, [], g);
//@ C-own-33 | through instanceof with hasInstance of bound | stack
const f = function () { }; Object.defineProperty(f, Symbol.hasInstance, { value(v) { return v instanceof f.bind(); } }); ({}) instanceof f.bind();
//@ C-own-34 | through Set methods of set-likes | stack
const s = new Set([1, 2, 3]); const like = { size: 5, has() { return s.intersection(like).size > 0; }, keys() { return s.union(like).keys(); } }; s.intersection(like); s.union(like);
//@ C-own-35 | through array-like length getters | stack
const o = { get length() { return Array.prototype.at.call(o, 0); } }; Array.prototype.at.call(o, 0);
//@ C-own-36 | through concat spreadable getter | stack
const a = [1]; Object.defineProperty(a, Symbol.isConcatSpreadable, { get() { return [].concat(a).length; } }); [].concat(a);
//@ C-own-37 | through toPrimitive in property key in destructuring | stack
const k = { [Symbol.toPrimitive]() { const { [k]: x } = {}; return x; } }; ({})[k];
//@ C-own-38 | through species-like constructors: Array.from with this | stack
function F() { return Array.from.call(F, [1]); } Array.from.call(F, [1]);
//@ C-own-39 | through comparisons both sides | stack
const o = { valueOf() { return o < o; } }; o < o;
//@ C-own-40 | through error toString | stack
const e = new Error(); Object.defineProperty(e, "message", { get() { return String(e); } }); String(e);
//@ C-own-41 | through iterator close in for-of break | stack
const it = { [Symbol.iterator]() { return this; }, next() { return { value: 1, done: false }; }, return() { for (const x of it) break; return {}; } }; for (const x of it) break;
//@ C-own-42 | through Map constructor adders | stack
class M extends Map { set(k, v) { new M([[1, 2]]); } } new M([[1, 2]]);
//@ C-own-43 | class fields through static inheritance | stack
class A { static get x() { return class extends A { static y = super.x; }.y; } } A.x;
//@ C-own-44 | tail calls of natives: call.call.call with bound self | stack
const f = Function.prototype.call.bind(Function.prototype.call); let g = f; for (let i = 0; i < 300; i++) g = g.bind(null, g); try { g(); } catch { } 1;
//@ C-own-45 | apply that yields itself | stack
const a = [null, []]; a[1] = a; const ap = Function.prototype.apply; try { Reflect.apply(ap, ap, [ap, a]); } catch { } 1;
//@ C-own-46 | iterator helpers on themselves | stack
let it = [1].values(); for (let i = 0; i < 2000; i++) it = it.map(x => x); it.next();
//@ C-own-47 | iterator helper return chains | stack
let it = [1].values(); for (let i = 0; i < 2000; i++) it = it.map(x => x); it.return();
//@ C-own-48 | wrapped iterators nested | stack
let it = { next() { return { done: true }; } }; for (let i = 0; i < 3000; i++) { const j = it; it = Iterator.from({ next: () => j.next() }); } it.next();
