namespace Chain.Script.Tests.Builtins;

public sealed class JsonTests
{
    [Fact]
    public void Reading() => Scripts.AllHold("""
        JSON.parse('null') === null && JSON.parse(' true ') === true && JSON.parse('1.5e2') === 150 && Object.is(JSON.parse('-0'), -0) && JSON.parse('"a\\u0041\\n\\/"') === 'aA\n/'
        eq(JSON.parse('[1,[2,[]],{"a":[]}]').slice(0, 1), [1]) && JSON.parse('{"a":{"b":[1,2]}}').a.b[1] === 2 && Object.keys(JSON.parse('{"b":1,"a":2,"1":3}')).join() === '1,b,a'
        JSON.parse('{"a":1,"b":2,"a":3}').a === 3 && Object.keys(JSON.parse('{"a":1,"b":2,"a":3}')).join() === 'a,b'
        const o = JSON.parse('{"__proto__":{"x":1}}'); Object.hasOwn(o, '__proto__') && o.x === undefined && Object.getPrototypeOf(o) === Object.prototype
        ['', '01', '1.', '.5', '+1', '-', '1e', '[1,]', '{"a":1,}', '{a:1}', "{'a':1}", '"\n"', '"\\x41"', '"\\u12"', '[', '{', '{"a"', 'nul', 'true1', '1 2', 'NaN', '\u00A01', '"abc', '[1 2]', '{"a" 1}', '\uFEFF1'].every((t) => throwsAs(SyntaxError, () => JSON.parse(t)))
        JSON.parse('\t\n\r [ \n ] ').length === 0 && JSON.parse('"\u2028"') === '\u2028' && JSON.parse('"\uD800"') === '\uD800'
        JSON.parse('123456789012345678901234567890') === 1.2345678901234568e29 && JSON.parse('9007199254740993') === 9007199254740992 && JSON.parse('1e999') === Infinity
        JSON.parse('['.repeat(128) + ']'.repeat(128)).length === 1 && throwsAs(RangeError, () => JSON.parse('['.repeat(129) + ']'.repeat(129))) && throwsAs(RangeError, () => JSON.parse('['.repeat(100000)))
        throwsAs(SyntaxError, () => JSON.parse()) && JSON.parse({ toString: () => '[7]' })[0] === 7 && JSON.parse.length === 2 && JSON[Symbol.toStringTag] === 'JSON'
        """);

    [Fact]
    public void Revivers() => Scripts.AllHold("""
        JSON.parse('{"a":[1,2,{"b":3}]}', (k, v) => typeof v === 'number' ? v * 2 : v).a[2].b === 6
        const seen = []; JSON.parse('{"a":1,"b":[2]}', function (k, v) { seen.push(k); return v; }); eq(seen, ['a', '0', 'b', ''])
        const o = JSON.parse('{"a":1,"b":2}', (k, v) => k === 'a' ? undefined : v); !('a' in o) && o.b === 2
        const a = JSON.parse('[1,2,3]', (k, v) => k === '1' ? undefined : v); a.length === 3 && a[1] === undefined
        JSON.parse('[1]', function (k, v) { return k === '' ? this[''] === v : v; }) === true && JSON.parse('1', 'not a function') === 1
        throwsAs(EvalError, () => JSON.parse('[1]', () => { throw new EvalError(); }))
        """);

    [Fact]
    public void Writing() => Scripts.AllHold("""
        JSON.stringify({ a: [1, 'x', null, true], b: undefined, c: () => 0, [Symbol()]: 1, d: { } }) === '{"a":[1,"x",null,true],"d":{}}'
        JSON.stringify([undefined, () => 0, Symbol(), NaN, -0, Infinity]) === '[null,null,null,null,0,null]' && JSON.stringify(undefined) === undefined && JSON.stringify(Symbol()) === undefined
        JSON.stringify('\u2028"\\\b\f\n\r\t\u0001\u007f/') === '"\u2028\\"\\\\\\b\\f\\n\\r\\t\\u0001\u007f/"' && JSON.stringify('\uD83D\uDE00\uD800\uDC00\uDC00\uD800') === '"\uD83D\uDE00\uD800\uDC00\\udc00\\ud800"'
        JSON.stringify({ a: 1, b: [1, { c: 2 }], e: [], f: {} }, null, 2) === '{\n  "a": 1,\n  "b": [\n    1,\n    {\n      "c": 2\n    }\n  ],\n  "e": [],\n  "f": {}\n}'
        JSON.stringify([1], null, '--') === '[\n--1\n]' && JSON.stringify([1], null, 99) === '[\n          1\n]' && JSON.stringify([1], null, new Number(1)) === '[\n 1\n]' && JSON.stringify([1], null, 0.9) === '[1]' && JSON.stringify([1], null, 'abcdefghijklm') === '[\nabcdefghij1\n]'
        JSON.stringify({ a: 1, b: 2, c: { a: 3, d: 4 } }, ['a', 'c', 'a', new String('d'), 5]) === '{"a":1,"c":{"a":3,"d":4}}'
        JSON.stringify({ a: 1, b: [2] }, (k, v) => typeof v === 'number' ? v + 1 : v) === '{"a":2,"b":[3]}' && JSON.stringify({ a: 1 }, (k, v) => k === 'a' ? undefined : v) === '{}' && JSON.stringify(1, () => undefined) === undefined
        JSON.stringify({ toJSON: (k) => 'json' + k }) === '"json"' && JSON.stringify({ x: { toJSON: (k) => k } }) === '{"x":"x"}' && JSON.stringify([{ toJSON: (k) => typeof k + k }]) === '["string0"]'
        JSON.stringify(new Number(3)) === '3' && JSON.stringify(new String('s')) === '"s"' && JSON.stringify(new Boolean(false)) === 'false' && JSON.stringify([new Number(1)]) === '[1]'
        throwsAs(TypeError, () => JSON.stringify(1n)) && throwsAs(TypeError, () => JSON.stringify({ a: Object(1n) })) && JSON.stringify({ x: 1n }, (k, v) => typeof v === 'bigint' ? `${v}` : v) === '{"x":"1"}'
        const a = [1]; a.push({ a }); throwsAs(TypeError, () => JSON.stringify(a)) && throwsAs(TypeError, () => { const o = {}; o.o = o; JSON.stringify(o); })
        const s = { x: 1 }; JSON.stringify([s, s, [s]]) === '[{"x":1},{"x":1},[{"x":1}]]'
        let o = {}; for (let i = 0; i < 127; i++) o = { o }; JSON.stringify(o).length > 500 && throwsAs(RangeError, () => JSON.stringify({ o }))
        JSON.stringify({ 2: 0, 1: 0, b: 0, a: 0 }) === '{"1":0,"2":0,"b":0,"a":0}' && JSON.stringify(new Map([[1, 2]])) === '{}' && JSON.stringify('abc'.split('')) === '["a","b","c"]'
        let n = 0; const o = { get a() { n++; return 1; }, b: 2 }; JSON.stringify(o) === '{"a":1,"b":2}' && n === 1
        JSON.stringify(JSON.parse('{"a":[1,2,{"b":"\\u0041"}],"c":null}')) === '{"a":[1,2,{"b":"A"}],"c":null}' && JSON.stringify.length === 3
        throwsAs(EvalError, () => JSON.stringify({ get a() { throw new EvalError(); } })) && JSON.stringify(Object.create({ inherited: 1 })) === '{}'
        """);
}
