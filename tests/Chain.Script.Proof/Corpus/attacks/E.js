//@ E-own-01 | write to every kind of intrinsic | pollute
const r = []; for (const [o, k] of [[Array.prototype, "push"], [Math, "max"], [JSON, "parse"], [String, "raw"], [Object, "keys"], [globalThis, "Array"], [Map.prototype, "get"], [Error.prototype, "name"], [Function.prototype, "call"]]) { try { o[k] = () => 666; r.push("written"); } catch (e) { r.push(e.name); } } r.join();
//@ E-own-02 | delete and define on intrinsics | pollute
const r = []; for (const f of [() => delete Array.prototype.map, () => Object.defineProperty(Object.prototype, "x", { value: 1 }), () => Object.setPrototypeOf(Array.prototype, null), () => { Array.prototype.__proto__ = {}; }, () => { [].constructor.prototype.y = 1; }, () => Object.assign(String.prototype, { z: 1 })]) { try { r.push(String(f())); } catch (e) { r.push(e.name); } } r.join() + ({}).x + [].y + "".z;
//@ E-own-03 | shadowing a frozen method makes an own property | pollute
const o = { }; o.toString = () => "own"; class E2 extends Error { constructor() { super("m"); this.name = "E2"; } } String(o) + new E2().name + ({}).toString();
//@ E-own-04 | write through the prototypes of generators and iterators | pollute
const r = []; for (const o of [Object.getPrototypeOf(function* () { }), Object.getPrototypeOf(function* () { }).prototype, Object.getPrototypeOf([][Symbol.iterator]()), Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), Object.getPrototypeOf(new Map().entries()), Object.getPrototypeOf(""[Symbol.iterator]())]) { try { o.next = o.leak = () => 1; r.push("written"); } catch (e) { r.push(e.name); } } r.join();
//@ E-own-05 | symbols registered by one run are not seen as state by another | pollute
Symbol.keyFor(Symbol.for("shared")) + typeof globalThis.shared;
//@ E-own-06 | globals made by assignment | pollute
try { leaked = 1; } catch (e) { e.name; }
//@ E-own-07 | globals made through globalThis and this | pollute
const r = []; try { globalThis.leaked1 = 1; r.push("written"); } catch (e) { r.push(e.name); } try { this.leaked2 = 1; r.push("written"); } catch (e) { r.push(e.name); } r.join() + typeof leaked1 + typeof leaked2;
//@ E-own-08 | template and literal objects are new each time | pollute
const f = () => ({ a: [1] }); f().a.push(2); f().a.length;
//@ E-own-09 | constructor of a frozen intrinsic replaced on an instance | pollute
const a = [3, 1, 2]; a.constructor = function () { throw 1; }; a.map(x => x).join() + a.slice().length;
//@ E-own-10 | redefining what the engine's own code uses | pollute
const r = []; try { Array.prototype[Symbol.iterator] = 1; } catch (e) { r.push(e.name); } try { Object.defineProperty(Map.prototype, "set", { value: 0 }); } catch (e) { r.push(e.name); } r.join() + [...new Map([[1, 2]])].length;
//@ E-own-11 | private names stamped on everything that is shared | pollute
class Stamp extends (class { constructor(o) { return o; } }) { #p = 1; static has(o) { return #p in o; } } let n = 0; for (const o of [Object.prototype, Array.prototype, Array, Math, JSON, Symbol, globalThis, Function.prototype, [].values().__proto__, Object.getPrototypeOf(function* () { }), parseInt, Map.prototype.get, Uint8Array.prototype, Error.prototype]) { if (o === undefined) continue; try { new Stamp(o); n += 100; } catch (e) { n++; } if (Stamp.has(o)) n += 1000; } n;
//@ E-own-12 | writes to what is shared by super, Reflect.set and defineProperty | pollute
const r = []; for (const o of [Object.prototype, Array.prototype, Math, Function.prototype, Map.prototype, Symbol.prototype]) { try { ({ __proto__: o, m() { super.leaked1 = 1; } }).m(); } catch (e) { r.push(e.name); } r.push(Reflect.set(o, 'leaked1', 1), Reflect.set({}, 'leaked1', 1, o), Reflect.defineProperty(o, 'leaked1', { value: 1 }), Reflect.setPrototypeOf(o, null), Reflect.deleteProperty(o, 'constructor'), 'leaked1' in o); } r.join();
//@ E-own-13 | a halt inside of joins and sorts of what is shared | pollute
const o = { toString() { for (;;); } }; try { Array.prototype.join.call(Array.prototype); [Array.prototype, Array.prototype].join(); String(Object.freeze([1])); } catch (e) { } const a = [1]; a.push(a); String(a) + [a, a].join() + Array.prototype.join.call([o && 1]);
//@ E-own-14 | accessors, setters and receivers on frozen classes of one's own | pollute
class A { static #n = 0; static set n(v) { A.#n = v; } static get n() { return A.#n; } } Object.freeze(A); A.n = 5; class B extends A { } B.n = 7; Reflect.set(A, 'n', 9, B); A.n;
//@ E-own-15 | the registry of symbols between runs | pollute
const s = Symbol.for('p'); [Symbol.keyFor(s), Symbol.keyFor(Symbol.iterator), Symbol.for('Symbol.iterator') === Symbol.iterator, Symbol.keyFor(Symbol('p'))].join();
