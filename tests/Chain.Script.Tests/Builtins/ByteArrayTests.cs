namespace Chain.Script.Tests.Builtins;

public sealed class ByteArrayTests
{
    [Fact]
    public void Making_byte_arrays() => Scripts.AllHold("""
        new Uint8Array().length === 0 && new Uint8Array(3).join() === '0,0,0' && new Uint8Array([1, 256, -1, 2.9, NaN, '7']).join() === '1,0,255,2,0,7'
        new Uint8Array(new Uint8Array([1, 2])).join() === '1,2' && new Uint8Array({ length: 2, 0: 5 }).join() === '5,0' && new Uint8Array(new Set([1, 2])).join() === '1,2'
        new Uint8Array((function* () { yield 3; yield 4; })()).join() === '3,4' && new Uint8Array(null).length === 0 && new Uint8Array('2').length === 2
        throwsAs(TypeError, () => Uint8Array(1)) && throwsAs(RangeError, () => new Uint8Array(-1)) && throwsAs(RangeError, () => new Uint8Array(8e9)) && throwsAs(RangeError, () => new Uint8Array(2 ** 53))
        throwsAs(TypeError, () => new (Object.getPrototypeOf(Uint8Array))()) && Object.getPrototypeOf(Uint8Array).name === 'TypedArray' && Uint8Array.length === 3 && Uint8Array.BYTES_PER_ELEMENT === 1
        Uint8Array.from([1, 2], (x) => x * 2).join() === '2,4' && Uint8Array.from({ length: 2, 1: 9 }).join() === '0,9' && Uint8Array.of(1, 300).join() === '1,44' && Uint8Array.from('123').join() === '1,2,3'
        class B extends Uint8Array {} B.of(1) instanceof B && new B(2).length === 2 && !(new B(2).map((x) => x) instanceof B)
        throwsAs(TypeError, () => Uint8Array.from.call(Array, [1])) && throwsAs(TypeError, () => Uint8Array.of.call(undefined, 1)) && throwsAs(TypeError, () => Uint8Array.from([1], 1))
        Uint8Array.fromHex('00ffAb').join() === '0,255,171' && new Uint8Array([0, 255, 171]).toHex() === '00ffab' && throwsAs(SyntaxError, () => Uint8Array.fromHex('0')) && throwsAs(SyntaxError, () => Uint8Array.fromHex('0g')) && throwsAs(TypeError, () => Uint8Array.fromHex(1))
        Object.prototype.toString.call(new Uint8Array(1)) === '[object Uint8Array]' && Uint8Array.prototype[Symbol.toStringTag] === undefined && new Uint8Array(4).byteLength === 4
        """);

    [Fact]
    public void Bytes_are_bytes_or_nothing() => Scripts.AllHold("""
        const b = new Uint8Array(2); b[0] = 257; b[1] = -1; b[2] = 5; b[-1] = 5; b['1.5'] = 5; b['-0'] = 5; b.NaN = 5; b.Infinity = 5; b.x = 6; b.join() === '1,255' && b.x === 6 && Object.keys(b).join() === '0,1,x' && b[2] === undefined && b['-0'] === undefined
        !(2 in new Uint8Array(2)) && 1 in new Uint8Array(2) && !('-0' in new Uint8Array(2)) && !('1.5' in new Uint8Array(2)) && !('NaN' in new Uint8Array(2))
        const b = new Uint8Array(2); b['1e3'] = 1; b['+1'] = 1; b['01'] = 1; Object.keys(b).join() === '0,1,1e3,+1,01'
        let n = 0; new Uint8Array(1)[9] = { valueOf() { n++; return 1; } }; n === 1
        throwsAs(TypeError, () => { delete new Uint8Array(1)[0]; }) && delete new Uint8Array(1)[5] && Reflect.deleteProperty(new Uint8Array(1), '-0')
        const d = Object.getOwnPropertyDescriptor(new Uint8Array([7]), 0); d.value === 7 && d.writable && d.enumerable && d.configurable
        const b = new Uint8Array(1); Reflect.defineProperty(b, 0, { value: 9 }) && b[0] === 9 && !Reflect.defineProperty(b, 1, { value: 1 }) && !Reflect.defineProperty(b, 0, { value: 1, configurable: false }) && !Reflect.defineProperty(b, 0, { get() {} }) && !Reflect.defineProperty(b, '-0', { value: 1 })
        throwsAs(TypeError, () => Object.freeze(new Uint8Array(1))) && throwsAs(TypeError, () => Object.seal(new Uint8Array(1))) && Object.isFrozen(Object.freeze(new Uint8Array(0))) && !Object.isExtensible(Object.preventExtensions(new Uint8Array(1)))
        const o = Object.create(new Uint8Array([1])); o[0] = 5; Object.hasOwn(o, 0) && o[0] === 5 && Reflect.set(o, 9, 1) && !Object.hasOwn(o, 9)
        const a = new Uint8Array(3), b = new Uint8Array(1); !Reflect.set(a, 2, 7, b) && Reflect.set(a, 0, 7, b) && b[0] === 7 && a[0] === 0 && Reflect.set(a, 9, 7, b)
        throwsAs(TypeError, () => { new Uint8Array(1)[0] = 1n; }) && throwsAs(TypeError, () => { new Uint8Array(1)[0] = Symbol(); })
        """);

    [Fact]
    public void Methods() => Scripts.AllHold("""
        const b = new Uint8Array([1, 2, 3, 4]); const v = b.subarray(1, 3); v[0] = 9; b[1] === 9 && v.length === 2 && b.subarray(-1)[0] === 4 && b.subarray(3, 1).length === 0 && v.subarray(1)[0] === 3
        const b = new Uint8Array([1, 2, 3, 4]); const c = b.slice(1, 3); c[0] = 9; b[1] === 2 && c.join() === '9,3' && b.slice(-2).join() === '3,4' && b.slice(3, 1).length === 0
        const b = new Uint8Array(4); b.set([1, 2], 1); b.set(new Uint8Array([7]), 3); b.join() === '0,1,2,7' && throwsAs(RangeError, () => b.set([1], 4)) && throwsAs(RangeError, () => b.set([1], -1)) && throwsAs(RangeError, () => b.set([], Infinity))
        const b = new Uint8Array([1, 2, 3, 4]); b.set(b.subarray(0, 3), 1); b.join() === '1,1,2,3' && b.copyWithin(0, 2).join() === '2,3,2,3' && b.fill(7, 1, 3).join() === '2,7,7,3' && b.fill(256).join() === '0,0,0,0'
        const b = new Uint8Array([3, 1, 2]); b.indexOf(1) === 1 && b.indexOf(257) === -1 && b.indexOf('1') === -1 && b.includes(2) && !b.includes(1, 2) && b.lastIndexOf(3) === 0 && b.lastIndexOf(2, -2) === -1 && b.at(-1) === 2 && b.at(5) === undefined
        const b = new Uint8Array([3, 1, 2]); b.join('') === '312' && b.toReversed().join() === '2,1,3' && b.reverse() === b && b.join() === '2,1,3' && b.with(0, 258).join() === '2,1,3' && throwsAs(RangeError, () => b.with(3, 0)) && String(b) === '2,1,3'
        const b = new Uint8Array([30, 4, 100]); b.toSorted().join() === '4,30,100' && b.toSorted((x, y) => y - x).join() === '100,30,4' && b.sort() === b && b.join() === '4,30,100' && b.sort((x, y) => y - x).join() === '100,30,4' && throwsAs(TypeError, () => b.sort(1))
        const b = new Uint8Array([1, 2, 3]); b.map((x) => x * 100).join() === '100,200,44' && b.filter((x) => x > 1).join() === '2,3' && b.reduce((a, x) => a + x) === 6 && b.reduceRight((a, x) => a + '' + x, '') === '321' && b.some((x) => x > 2) && !b.every((x) => x > 2)
        const b = new Uint8Array([1, 2, 3]); b.find((x) => x > 1) === 2 && b.findIndex((x) => x > 1) === 1 && b.findLast((x) => x < 3) === 2 && b.findLastIndex((x) => x > 5) === -1 && throwsAs(TypeError, () => new Uint8Array(0).reduce((a) => a))
        const b = new Uint8Array([5, 6]); eq([...b], [5, 6]) && eq([...b.keys()], [0, 1]) && eq([...b.entries()], [[0, 5], [1, 6]]) && Uint8Array.prototype[Symbol.iterator] === Object.getPrototypeOf(Uint8Array.prototype).values
        let s = 0; new Uint8Array([1, 2]).forEach(function (x, i, a) { s += x * i + a.length + this.k; }, { k: 10 }); s === 26
        throwsAs(TypeError, () => Uint8Array.prototype.fill.call([1], 0)) && throwsAs(TypeError, () => Uint8Array.prototype.length) && throwsAs(TypeError, () => Uint8Array.prototype.map.call({}, (x) => x)) && Array.prototype.join.call(new Uint8Array([1, 2]), '-') === '1-2'
        Object.getPrototypeOf(Uint8Array.prototype).toString === Array.prototype.toString && Array.from(new Uint8Array([1, 2])).length === 2
        """);
}
