namespace Chain.Script.Tests.Builtins;

public class CollectionTests
{
    [Fact]
    public void Maps() => Scripts.AllHold("""
        const m = new Map([[1, 'a'], [NaN, 'n'], [-0, 'z']]); m.size === 3 && m.get(NaN) === 'n' && m.get(0) === 'z' && Object.is([...m.keys()][2], 0)
        const m = new Map(); m.set('k', 1).set('k', 2) === m && m.get('k') === 2 && m.delete('k') && !m.delete('k') && !m.has('k') && m.size === 0
        eq([...new Map([['a', 1], ['b', 2]])], [['a', 1], ['b', 2]]) && eq([...new Map([[1, 2]]).values()], [2])
        const m = new Map([[1, 1], [2, 2]]); const seen = []; m.forEach((v, k) => { seen.push(k); if (k < 5) m.set(k + 2, 0); m.delete(k); }); eq(seen, [1, 2, 3, 4, 5, 6])
        const m = new Map([[1, 1]]); const seen = []; for (const [k] of m) { seen.push(k); if (k < 40) { m.delete(k); m.set(k + 1, 1); } } seen.length === 40
        const m = new Map([[1, 1], [2, 2]]); const it = m.keys(); it.next(); m.clear(); m.set(9, 9); it.next().value === 9 && it.next().done && (m.set(8, 8), it.next().done)
        throwsAs(TypeError, () => Map()) && throwsAs(TypeError, () => new Map([1])) && throwsAs(TypeError, () => Map.prototype.get.call(new Set(), 1))
        class M extends Map { set(k, v) { return super.set(k, v * 2); } } const m = new M([[1, 2]]); m.get(1) === 4 && m instanceof M
        const g = Map.groupBy([1, 2, 3], (x) => x % 2); eq([...g.keys()], [1, 0]) && eq(g.get(1), [1, 3])
        Map.length === 0 && Map.name === 'Map' && Object.prototype.toString.call(new Map()) === '[object Map]'
        let closed = 0; const it = { [Symbol.iterator]() { return { next: () => ({ value: 5 }), return() { closed++; return {}; } }; } }; throwsAs(TypeError, () => new Map(it)) && closed === 1
        const a = {}; const b = Symbol(); const m = new Map([[a, 1], [b, 2], [10n, 3], ['10', 4], [10, 5]]); m.get(a) === 1 && m.get(b) === 2 && m.get(10n) === 3 && m.get('10') === 4 && m.get(10) === 5 && !m.has({})
        """);

    [Fact]
    public void Sets() => Scripts.AllHold("""
        const s = new Set([1, 2, 1]); s.size === 2 && s.has(2) && s.add(3) === s && s.delete(1) && eq([...s], [2, 3]) && s.keys === s.values && s[Symbol.iterator] === s.values
        eq([...new Set('abca')], ['a', 'b', 'c']) && eq([...new Set([7]).entries()], [[7, 7]])
        const s = new Set([1]); const seen = []; s.forEach((v, k, all) => { seen.push(v === k && all === s); if (s.size < 4) s.add(s.size + 1); }); eq(seen, [true, true, true, true])
        throwsAs(TypeError, () => Set()) && throwsAs(TypeError, () => new Set(5)) && throwsAs(TypeError, () => Set.prototype.add.call(new Map(), 1))
        Set.prototype.constructor === Set && new Set(null).size === 0
        """);

    [Fact]
    public void Methods_on_two_sets() => Scripts.AllHold("""
        const a = new Set([1, 2, 3]), b = new Set([3, 4]); eq([...a.union(b)], [1, 2, 3, 4]) && eq([...a.intersection(b)], [3]) && eq([...a.difference(b)], [1, 2]) && eq([...a.symmetricDifference(b)], [1, 2, 4])
        const a = new Set([1]), b = new Set([1, 2]); a.isSubsetOf(b) && !b.isSubsetOf(a) && b.isSupersetOf(a) && !a.isSupersetOf(b) && !a.isDisjointFrom(b) && a.isDisjointFrom(new Set([7]))
        const like = { size: 2, has: (x) => x === 1, keys: () => [1, -0].values() }; eq([...new Set([1, 2, 3]).intersection(like)], [1]) && Object.is([...new Set([1]).union(like)][1], 0)
        throwsAs(TypeError, () => new Set().union([1])) && throwsAs(TypeError, () => new Set().union({ size: NaN })) && throwsAs(RangeError, () => new Set().union({ size: -1, has() {}, keys() {} }))
        throwsAs(TypeError, () => new Set().union({ size: 1, has: 1, keys() {} })) && eq([...new Set([1, 2]).union(new Map([[3, 4]]))], [1, 2, 3])
        let closed = 0; const big = { size: 1, has() {}, keys: () => ({ next: () => ({ value: 9 }), return() { closed++; return {}; } }) }; !new Set([1, 2]).isSupersetOf(big) && closed === 1
        """);
}
