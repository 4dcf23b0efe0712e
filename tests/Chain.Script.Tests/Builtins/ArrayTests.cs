namespace Chain.Script.Tests.Builtins;

public class ArrayTests
{
    [Fact]
    public void Making_arrays() => Scripts.AllHold("""
        eq(Array(3), [undefined, undefined, undefined]) && 0 in Array(3)
        eq(new Array(1, 2), [1, 2]) && eq(Array('3'), ['3'])
        throwsAs(RangeError, () => Array(-1)) && throwsAs(RangeError, () => Array(1.5)) && throwsAs(RangeError, () => Array(2 ** 32))
        throwsAs(RangeError, () => Array(1048577)) && Array(1048576).length === 1048576
        eq(Array.of(7), [7]) && eq(Array.of(), [])
        eq(Array.from('a1'), ['a', '1']) && eq(Array.from({ length: 2, 0: 'x' }), ['x', undefined])
        eq(Array.from(new Set([3, 1, 3])), [3, 1]) && eq(Array.from([1, 2], (x, i) => x * 10 + i), [10, 21])
        eq(Array.from([1], function () { return this.k; }, { k: 5 }), [5])
        Array.from.call(function (n) { this.given = n; }, { length: 1, 0: 'v' }).given === 1
        Array.of.call(Object, 1, 2)[1] === 2
        class A extends Array {} const a = A.of(1, 2); a instanceof A && a.length === 2 && eq(a.map((x) => x), [1, 2]) && !(a.map((x) => x) instanceof A)
        let closed = 0; throwsAs(EvalError, () => Array.from({ [Symbol.iterator]() { return { next: () => ({ value: 1 }), return() { closed++; return {}; } }; } }, () => { throw new EvalError(); })) && closed === 1
        Array.isArray([]) && Array.isArray(Array.prototype) && !Array.isArray({ length: 0 }) && !Array.isArray()
        """);

    [Fact]
    public void Reading() => Scripts.AllHold("""
        [1, 2, 3].at(-1) === 3 && [1].at(5) === undefined && [1, 2].at(1.7) === 2
        const o = {}; const mixed = [1, 'a', o, 2n, null, undefined, true, NaN]; mixed.every((x, i) => mixed.includes(x) && (i === 7 || mixed.indexOf(x) === i && mixed.lastIndexOf(x) === i)) && !mixed.includes('1') && !mixed.includes(0)
        [1, NaN].includes(NaN) && [1, NaN].indexOf(NaN) === -1 && [-0].includes(0) && [0].indexOf(-0) === 0
        [1, 2, 1].indexOf(1, 1) === 2 && [1, 2, 1].indexOf(1, -1) === 2 && [1, 2, 1].lastIndexOf(1) === 2 && [1, 2, 1].lastIndexOf(1, -2) === 0
        [1].lastIndexOf(1, undefined) === 0 && [1, 2].lastIndexOf(2, undefined) === -1
        [].includes.call({ length: 3 }, undefined) && [].indexOf.call({ length: 3 }, undefined) === -1
        ['a'].concat('b', ['c', ['d']]).join('') === 'abcd' && eq([].concat(), [])
        const o = { length: 1, 0: 'x', [Symbol.isConcatSpreadable]: true }; eq([1].concat(o), [1, 'x'])
        const a = [1, 2]; a[Symbol.isConcatSpreadable] = false; const r = [].concat(a); r.length === 1 && r[0] === a
        eq([1, 2, 3, 4].slice(1, -1), [2, 3]) && eq([1, 2].slice(-5, 9), [1, 2]) && eq([].slice.call({ length: 2, 1: 'x' }), [undefined, 'x'])
        eq([1, [2, [3, [4]]]].flat(), [1, 2, [3, [4]]]) && eq([1, [2, [3, [4]]]].flat(Infinity), [1, 2, 3, 4]) && eq([[1]].flat(0), [[1]])
        eq([1, 2].flatMap((x) => [x, [x]]), [1, [1], 2, [2]])
        [1, [2, [3]], null, undefined, 'x'].join('-') === '1-2,3---x' && [].join() === '' && [1, 2].join(undefined) === '1,2'
        const a = [1]; a.push(a, 2); a.join() === '1,,2' && String([a, a]) === '1,,2,1,,2'
        const b = [1]; b.toString = () => 'own'; [b, b].join('+') === 'own+own'
        Array.prototype.toString.call({ join: () => 7 }) === 7 && Array.prototype.toString.call({}) === '[object Object]'
        const a = [1, 2]; const it = a.values(); it.next(); it.next(); const end = it.next().done; a.push(3); end && it.next().done
        eq([...['a', 'b'].entries()], [[0, 'a'], [1, 'b']]) && eq([...[5, 6].keys()], [0, 1]) && [][Symbol.iterator] === [].values
        """);

    [Fact]
    public void Changing() => Scripts.AllHold("""
        const a = [1]; a.push(2, 3) === 3 && a.pop() === 3 && a.shift() === 1 && a.unshift(8, 9) === 3 && eq(a, [8, 9, 2])
        const a = [1, 2, 3, 4, 5]; eq(a.splice(1, 2, 'x', 'y', 'z'), [2, 3]) && eq(a, [1, 'x', 'y', 'z', 4, 5])
        const a = [1, 2, 3]; eq(a.splice(1), [2, 3]) && eq(a, [1]) && eq(a.splice(), []) && eq([1, 2].splice(undefined), [1, 2])
        eq([1, 2, 3, 4, 5].copyWithin(0, 3), [4, 5, 3, 4, 5]) && eq([1, 2, 3, 4, 5].copyWithin(1, 0, 3), [1, 1, 2, 3, 5])
        eq([1, 2, 3].fill(0, 1, 2), [1, 0, 3]) && eq(Array(2).fill('f'), ['f', 'f'])
        eq([1, 2, 3].reverse(), [3, 2, 1]) && eq([1, 2, 3].toReversed(), [3, 2, 1])
        eq([1, 2, 3].with(-1, 9), [1, 2, 9]) && throwsAs(RangeError, () => [1].with(1, 0)) && throwsAs(RangeError, () => [1].with(-2, 0))
        eq([1, 2, 3].toSpliced(1, 1, 'a', 'b'), [1, 'a', 'b', 3]) && eq([1, 2].toSpliced(), [1, 2]) && eq([1, 2].toSpliced(1), [1])
        const o = { length: 2, 0: 'a', 1: 'b' }; [].push.call(o, 'c') === 3 && o[2] === 'c' && [].shift.call(o) === 'a' && o.length === 2 && o[1] === 'c' && !(2 in o)
        const o = {}; [].push.call(o) === 0 && o.length === 0 && [].pop.call(o) === undefined
        const o = { length: 3, 2: 'z' }; [].reverse.call(o); o[0] === 'z' && !(2 in o)
        throwsAs(TypeError, () => [].push.call({ length: 2 ** 53 - 1 }, 1)) && throwsAs(TypeError, () => Object.freeze([1]).push(2))
        const closed = Object.preventExtensions([1, 2, 3]); closed.pop() === 3 && closed.shift() === 1 && eq(closed, [2]) && throwsAs(TypeError, () => closed.push(1))
        throwsAs(TypeError, () => Object.freeze([1, 2]).sort()) && throwsAs(TypeError, () => Object.freeze([1]).pop()) && throwsAs(TypeError, () => Object.freeze([1, 2]).reverse())
        throwsAs(TypeError, () => Object.freeze([1]).fill(0)) && throwsAs(TypeError, () => Object.seal([1]).shift()) && eq(Object.seal([2, 1]).sort(), [1, 2])
        """);

    [Fact]
    public void Callbacks() => Scripts.AllHold("""
        const seen = []; [5, 6].forEach(function (x, i, all) { seen.push([x, i, all.length, this.t]); }, { t: 1 }); eq(seen, [[5, 0, 2, 1], [6, 1, 2, 1]])
        eq([1, 2, 3].map((x) => x * 2), [2, 4, 6]) && eq([1, 2, 3].filter((x) => x & 1), [1, 3])
        [1, 2].some((x) => x === 2) && ![1].some((x) => x === 2) && [].every(() => false) && ![1, 2].every((x) => x < 2)
        [4, 5].find((x) => x > 4) === 5 && [4].find(() => false) === undefined && [4, 5].findIndex((x) => x === 5) === 1 && [4].findIndex(() => false) === -1
        [4, 5, 4].findLast((x) => x === 4) === 4 && [4, 5, 4].findLastIndex((x) => x === 4) === 2
        [1, 2, 3].reduce((a, b) => a + b) === 6 && ['a', 'b'].reduceRight((a, b) => a + b) === 'ba' && [].reduce(() => 0, 7) === 7 && [].reduce(() => 0, undefined) === undefined
        throwsAs(TypeError, () => [].reduce(() => 0)) && throwsAs(TypeError, () => [].reduceRight(() => 0))
        throwsAs(TypeError, () => [].map()) && throwsAs(TypeError, () => [1].forEach({}))
        const a = [1, 2, 3]; const seen = []; a.forEach((x) => { seen.push(x); a.pop(); }); eq(seen, [1, 2])
        eq([].map.call({ length: 2, 0: 1 }, (x) => x + 1), [2, undefined])
        let n = 0; [].forEach.call({ length: 5, 3: 'x' }, () => n++); n === 1
        let n = 0; [].find.call({ length: 5, 3: 'x' }, () => { n++; return false; }); n === 5
        let e; try { [1].map(() => { throw 'mine'; }); } catch (x) { e = x; } e === 'mine'
        """);

    [Fact]
    public void Sorting() => Scripts.AllHold("""
        eq([3, 20, 100, 1].sort(), [1, 100, 20, 3]) && eq([3, 20, 100, 1].sort((a, b) => a - b), [1, 3, 20, 100])
        eq([undefined, 'b', undefined, 'a'].sort(), ['a', 'b', undefined, undefined])
        eq([3, undefined, 1].sort((a, b) => b - a), [3, 1, undefined]) && eq([3, undefined, 1].toSorted((a, b) => a - b), [1, 3, undefined])
        eq(['\uD83D\uDE00', '\uFF00', 'z'].sort(), ['z', '\uD83D\uDE00', '\uFF00'])
        const a = []; for (let i = 0; i < 300; i++) a.push({ k: i % 7, i }); a.sort((x, y) => x.k - y.k); a.every((x, i) => i === 0 || a[i - 1].k < x.k || (a[i - 1].k === x.k && a[i - 1].i < x.i))
        const a = []; for (let i = 0; i < 777; i++) a.push((i * 7919) % 1000); const s = a.toSorted((x, y) => x - y); s.every((x, i) => i === 0 || s[i - 1] <= x) && s.length === 777 && a[1] === 919
        const a = []; for (let i = 0; i < 500; i++) a.push(String((i * 7919) % 1000)); a.sort(); a.every((x, i) => i === 0 || a[i - 1] <= x)
        const o = [{ toString: () => 'b' }, { toString: () => 'a' }]; const [x, y] = o; o.sort(); o[0] === y && o[1] === x
        throwsAs(TypeError, () => [1].sort(null)) && throwsAs(TypeError, () => [].toSorted({})) && throwsAs(TypeError, () => [Symbol(), Symbol()].sort())
        const o = { length: 4, 0: 'c', 3: 'a' }; [].sort.call(o); o[0] === 'a' && o[1] === 'c' && !(2 in o) && !(3 in o)
        const a = [3, 1, 2]; a.sort((x, y) => { a.length = 0; return x - y; }); eq(a, [1, 2, 3])
        eq([2, 1].sort(() => NaN), [2, 1]) && eq([2, 1].sort((x, y) => ({ valueOf: () => x - y })), [1, 2]) && throwsAs(TypeError, () => [1, 2].sort(() => 1n))
        """);
}
