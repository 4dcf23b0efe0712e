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
