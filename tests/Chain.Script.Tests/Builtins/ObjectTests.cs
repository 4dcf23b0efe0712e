using Chain.Script.Execution;

namespace Chain.Script.Tests.Builtins;

public class ObjectTests
{
    [Fact]
    public void Properties() => Scripts.AllHold("""
        eq(Object.keys({ b: 1, 2: 1, a: 1, 1: 1, [Symbol()]: 1 }), ['1', '2', 'b', 'a']) && eq(Object.values('ab'), ['a', 'b']) && eq(Object.entries({ x: 1 }), [['x', 1]])
        eq(Object.getOwnPropertyNames('ab'), ['0', '1', 'length']) && Object.getOwnPropertySymbols({ [Symbol.iterator]: 1 })[0] === Symbol.iterator
        const o = Object.defineProperty({}, 'x', { get() { return 5; }, configurable: true }); o.x === 5 && !o.propertyIsEnumerable('x') && Object.hasOwn(o, 'x') && throwsAs(TypeError, () => { o.x = 1; })
        const d = Object.getOwnPropertyDescriptor({ get a() { return 1; } }, 'a'); typeof d.get === 'function' && d.set === undefined && d.enumerable && d.configurable && eq(Object.keys(d), ['get', 'set', 'enumerable', 'configurable'])
        throwsAs(TypeError, () => Object.defineProperty({}, 'x', { get() {}, value: 1 })) && throwsAs(TypeError, () => Object.defineProperty({}, 'x', 1)) && throwsAs(TypeError, () => Object.defineProperty(1, 'x', {}))
        const o = Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } }); eq(Object.keys(o), ['own']) && o.inherited === 1 && throwsAs(TypeError, () => { o.own = 3; })
        const o = Object.assign({ a: 1 }, null, { b: 2 }, 'z', undefined, { get c() { return 3; } }); eq(Object.entries(o), [['0', 'z'], ['a', 1], ['b', 2], ['c', 3]])
        eq(Object.entries(Object.fromEntries([['a', 1], ['b', 2]])), [['a', 1], ['b', 2]]) && throwsAs(TypeError, () => Object.fromEntries([1]))
        const g = Object.groupBy([1, 2, 3], (x) => x % 2 ? 'odd' : 'even'); eq(Object.keys(g), ['odd', 'even']) && eq(g.odd, [1, 3]) && Object.getPrototypeOf(g) === null
        Object.is(NaN, NaN) && !Object.is(0, -0) && Object.is('a', 'a')
        """);

    [Fact]
    public void Prototypes_and_integrity() => Scripts.AllHold("""
        const p = {}; const o = Object.setPrototypeOf({}, p); p.isPrototypeOf(o) && Object.getPrototypeOf(o) === p && throwsAs(TypeError, () => Object.setPrototypeOf(p, o)) && throwsAs(TypeError, () => Object.setPrototypeOf({}, 1))
        Object.isFrozen(1) && Object.isFrozen(Object.freeze({ a: 1 })) && !Object.isFrozen({}) && Object.isSealed(Object.seal({ a: 1 })) && !Object.isFrozen(Object.seal({ a: 1 })) && !Object.isExtensible(Object.preventExtensions({}))
        Object.isFrozen(Object.preventExtensions({})) && Object.isFrozen(Object.freeze([1, 2])) && !Object.isFrozen(Object.seal([1]))
        const o = Object.freeze({ a: 1 }); throwsAs(TypeError, () => { o.a = 2; }) && throwsAs(TypeError, () => { o.b = 2; }) && throwsAs(TypeError, () => { delete o.a; })
        Object.prototype.toString.call(null) === '[object Null]' && String([].constructor.prototype.toString.call([1, 2])) === '1,2' && ({}).toString() === '[object Object]' && ({ [Symbol.toStringTag]: 'T' }).toString() === '[object T]'
        Object.prototype.toString.call(function () {}) === '[object Function]' && Object.prototype.toString.call((function () { return arguments; })()) === '[object Arguments]'
        Object(1).valueOf() === 1 && Object(null) !== null && new Object('x').length === 1
        !('__proto__' in {}) && !('__defineGetter__' in {})
        """);

    [Fact]
    public void The_prototype_of_Object_prototype_never_changes() => Assert.True(Scripts.Run(
        "!Reflect.setPrototypeOf(Object.prototype, {}) && Reflect.setPrototypeOf(Object.prototype, null) && Object.isExtensible(Object.prototype)",
        realm: Realm.CreateUnfrozen()).Value.IsTrue);

    [Fact]
    public void Functions() => Scripts.AllHold("""
        function f(a, b) { return [this, a, b]; } eq(f.call(1, 2, 3), [1, 2, 3]) && eq(f.apply(1, [2, 3]), [1, 2, 3]) && eq(f.apply(1, null), [1, undefined, undefined]) && eq(f.bind(1, 2)(3), [1, 2, 3])
        function f(a, b, c) {} const b = f.bind(null, 1); b.name === 'bound f' && b.length === 2 && !('prototype' in b)
        class P { constructor(x) { this.x = x; } } const B = P.bind(null, 4); new B().x === 4 && new B() instanceof P && new B() instanceof B
        const F = Function; throwsAs(TypeError, () => F('return 1')) && throwsAs(TypeError, () => new F()) && throwsAs(TypeError, () => (function* () {}).constructor('yield'))
        throwsAs(TypeError, () => [].map.call.call(1)) && throwsAs(TypeError, () => (() => 0).apply(0, 1)) && throwsAs(RangeError, () => (() => 0).apply(0, { length: 1e9 }))
        String(() => 1) === String(Array.prototype.map) && (() => 1).toString().includes('[native code]')
        throwsAs(TypeError, () => (() => 0).caller) && throwsAs(TypeError, () => { Function.prototype.arguments; })
        throwsAs(TypeError, () => new [].map()) && throwsAs(TypeError, () => new Math.max()) && throwsAs(TypeError, () => new (Object.keys)())
        Function.prototype[Symbol.hasInstance].call(Array, []) && !(1 instanceof Object)
        """);

    [Fact]
    public void Symbols_errors_and_Reflect() => Scripts.AllHold("""
        Symbol('d').description === 'd' && Symbol().description === undefined && Symbol('x').toString() === 'Symbol(x)' && throwsAs(TypeError, () => new Symbol()) && throwsAs(TypeError, () => '' + Symbol())
        Symbol.for('k') === Symbol.for('k') && Symbol.keyFor(Symbol.for('k')) === 'k' && Symbol.keyFor(Symbol('k')) === undefined && Symbol.keyFor(Symbol.iterator) === undefined && Symbol.keyFor(Symbol.for('')) === ''
        const e = new RangeError('m', { cause: 7 }); e.message === 'm' && e.cause === 7 && e.name === 'RangeError' && String(e) === 'RangeError: m' && e instanceof Error && !Object.keys(e).length && !('stack' in e)
        !('message' in Object.getOwnPropertyDescriptors(new Error())) && String(Error('')) === 'Error' && Error('x') instanceof Error && !Object.hasOwn(new Error('a', {}), 'cause')
        class E extends Error { constructor() { super('boom'); this.name = 'E'; } } const e = new E(); String(e) === 'E: boom' && e instanceof E
        Object.getPrototypeOf(TypeError) === Error && TypeError.prototype.name === 'TypeError' && Error.isError(new TypeError()) && !Error.isError({})
        eq(Reflect.ownKeys({ b: 1, 1: 1, [Symbol.iterator]: 1 }).slice(0, 2), ['1', 'b']) && Reflect.has([], 'length') && Reflect.get({ get a() { return this; } }, 'a', 5) === 5
        Reflect.apply(Math.max, null, [1, 3]) === 3 && Reflect.construct(function () { this.t = new.target; }, [], Array).t === Array && Reflect.construct(Array, [2]).length === 2
        Reflect.defineProperty({}, 'a', {}) && !Reflect.defineProperty(Object.freeze({}), 'a', {}) && !Reflect.set(Object.freeze({ a: 1 }), 'a', 2) && Reflect.deleteProperty({}, 'x') && throwsAs(TypeError, () => Reflect.ownKeys(1))
        Reflect.setPrototypeOf({}, null) && !Reflect.setPrototypeOf(Object.freeze({}), {}) && Reflect.getPrototypeOf([]) === Array.prototype && Reflect[Symbol.toStringTag] === 'Reflect'
        """);
}
