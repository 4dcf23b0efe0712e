namespace Chain.Script.Tests.Builtins;

public class IteratorTests
{
    [Fact]
    public void Helpers() => Scripts.AllHold("""
        eq([1, 2, 3].values().map((x) => x * 2).toArray(), [2, 4, 6]) && eq([1, 2, 3].values().filter((x) => x > 1).toArray(), [2, 3])
        eq([1, 2, 3].values().take(2).toArray(), [1, 2]) && eq([1, 2, 3].values().drop(2).toArray(), [3]) && eq([1, 2].values().flatMap((x) => [x, x]).toArray(), [1, 1, 2, 2])
        [1, 2, 3].values().reduce((a, b) => a + b) === 6 && [1].values().some((x) => x === 1) && ![1].values().every((x) => x === 2) && [1, 2].values().find((x) => x === 2) === 2
        let s = 0; [1, 2].values().forEach((x, i) => { s += x * 10 + i; }); s === 31
        function* naturals() { for (let i = 0; ; i++) yield i; } eq(naturals().filter((x) => x % 2).map((x) => x * x).drop(1).take(3).toArray(), [9, 25, 49])
        throwsAs(RangeError, () => [].values().take(-1)) && throwsAs(RangeError, () => [].values().drop(NaN)) && throwsAs(TypeError, () => [].values().map(1)) && throwsAs(TypeError, () => [].values().reduce((a) => a))
        let closed = 0; const it = { __proto__: Iterator.prototype, next: () => ({ value: 1, done: false }), return() { closed++; return {}; } }; eq(it.take(2).toArray(), [1, 1]) && closed === 1
        let closed = 0; const it = { __proto__: Iterator.prototype, next: () => ({ value: 1, done: false }), return() { closed++; return {}; } }; const h = it.map((x) => x); h.return().done && closed === 1 && h.next().done && h.return().done && closed === 1
        let closed = 0; const it = { __proto__: Iterator.prototype, next: () => ({ value: 1, done: false }), return() { closed++; return {}; } }; throwsAs(EvalError, () => it.map(() => { throw new EvalError(); }).next()) && closed === 1
        const w = Iterator.from({ next: () => ({ done: true }) }); w instanceof Iterator && w.next().done && eq(Iterator.from('ab').toArray(), ['a', 'b']) && throwsAs(TypeError, () => Iterator.from(5))
        throwsAs(TypeError, () => new Iterator()) && throwsAs(TypeError, () => Iterator()) && new (class extends Iterator {})() instanceof Iterator
        Iterator.prototype[Symbol.toStringTag] === 'Iterator' && Iterator.prototype.constructor === Iterator
        let g; function* self() { yield 1; } const h = { __proto__: Iterator.prototype, next() { return g.next(); } }.map((x) => x); g = h; throwsAs(TypeError, () => g.next())
        """);

    [Fact]
    public void Generators() => Scripts.AllHold("""
        function* g() { const x = yield 1; try { yield x * 2; } finally { yield 'f'; } } const i = g(); i.next().value === 1 && i.next(21).value === 42 && i.return(9).value === 'f' && i.next().value === 9 && i.next().done
        function* g() { try { yield 1; } catch (e) { yield e; } } const i = g(); i.next(); i.throw('t').value === 't' && i.next().done
        function* g() {} const i = g(); i.return(5).value === 5 && i.next().done && throwsAs(EvalError, () => { g().throw(new EvalError()); })
        function* g() { yield* [1, 2]; return 3; } eq([...g()], [1, 2]) && Object.prototype.toString.call(g()) === '[object Generator]' && g()[Symbol.iterator]() instanceof Iterator
        throwsAs(TypeError, () => (function* () {})().next.call({}))
        function* g() { i.next(); } const i = g(); throwsAs(TypeError, () => i.next())
        """);
}
