namespace Chain.Script.Tests.Builtins;

public sealed class StringTests
{
    [Fact]
    public void Making_strings() => Scripts.AllHold("""
        String() === '' && String(undefined) === 'undefined' && String(null) === 'null' && String(1e21) === '1e+21' && String(12n) === '12'
        String(Symbol('d')) === 'Symbol(d)' && String(Symbol()) === 'Symbol()' && throwsAs(TypeError, () => new String(Symbol()))
        typeof new String('a') === 'object' && new String('abc').length === 3 && new String('abc')[1] === 'b' && new String('x') + 'y' === 'xy'
        String({ toString: () => 'own' }) === 'own' && String({ toString: 0, valueOf: () => 7 }) === '7' && String([1, [2]]) === '1,2'
        String.fromCharCode(65, 66.9, 65536 + 67, '68') === 'ABCD' && String.fromCharCode() === '' && String.fromCharCode(NaN) === '\0'
        String.fromCodePoint(128512, 97) === '\u{1F600}a' && String.fromCodePoint() === '' && String.fromCodePoint(0x10FFFF).length === 2
        throwsAs(RangeError, () => String.fromCodePoint(-1)) && throwsAs(RangeError, () => String.fromCodePoint(0x110000)) && throwsAs(RangeError, () => String.fromCodePoint(1.5))
        String.raw({ raw: ['a', 'b', 'c'] }, 1, 2, 3) === 'a1b2c' && String.raw({ raw: 'xyz' }, 0) === 'x0yz' && String.raw({ raw: [] }) === ''
        class S extends String { up() { return this.toUpperCase(); } } new S('ab').up() === 'AB' && new S('ab') instanceof String
        String.prototype.toString.call(new String('q')) === 'q' && throwsAs(TypeError, () => String.prototype.toString.call({}))
        Object.keys(new String('ab')).join() === '0,1' && Object.getOwnPropertyNames(new String('ab')).join() === '0,1,length'
        throwsAs(TypeError, () => String.prototype.trim.call(null)) && throwsAs(TypeError, () => String.prototype.at.call(undefined))
        String.prototype.slice.call(12345, 1, 3) === '23' && String.prototype.concat.call(1, 2) === '12'
        """);

    [Fact]
    public void Reading() => Scripts.AllHold("""
        'abc'.at(0) === 'a' && 'abc'.at(-1) === 'c' && 'abc'.at(3) === undefined && 'abc'.at(-4) === undefined && 'abc'.at(NaN) === 'a'
        'abc'.charAt(1) === 'b' && 'abc'.charAt(-1) === '' && 'abc'.charAt(3) === '' && 'abc'.charAt() === 'a' && 'abc'.charAt(1.9) === 'b'
        'abc'.charCodeAt(0) === 97 && Number.isNaN('abc'.charCodeAt(9)) && '\uD83D\uDE00'.charCodeAt(1) === 0xDE00
        '\uD83D\uDE00'.codePointAt(0) === 128512 && '\uD83D\uDE00'.codePointAt(1) === 0xDE00 && '\uD83Dx'.codePointAt(0) === 0xD83D && ''.codePointAt(0) === undefined
        'abcabc'.indexOf('c') === 2 && 'abcabc'.indexOf('c', 3) === 5 && 'abc'.indexOf('') === 0 && 'abc'.indexOf('', 9) === 3 && 'abc'.indexOf('d') === -1
        'abcabc'.lastIndexOf('c') === 5 && 'abcabc'.lastIndexOf('c', 4) === 2 && 'abc'.lastIndexOf('') === 3 && 'abc'.lastIndexOf('', 1) === 1 && 'abc'.lastIndexOf('a', -5) === 0
        'abcabc'.lastIndexOf('abc', NaN) === 3 && 'abc'.lastIndexOf('abcd') === -1 && 'canal'.lastIndexOf('a', 2) === 1
        'abc'.includes('bc') && !'abc'.includes('bc', 2) && 'abc'.includes('') && 'undefined'.includes() && 'a1b'.includes(1)
        'abc'.startsWith('ab') && 'abc'.startsWith('bc', 1) && !'abc'.startsWith('bc') && 'abc'.startsWith('') && 'abc'.startsWith('', 9)
        'abc'.endsWith('bc') && 'abc'.endsWith('ab', 2) && !'abc'.endsWith('ab') && 'abc'.endsWith('') && !'abc'.endsWith('zabc')
        'a\uD800b'.isWellFormed() === false && 'a\uD83D\uDE00b'.isWellFormed() && ''.isWellFormed() && !'\uDE00\uD83D'.isWellFormed()
        eq([...'a\u{1F600}\uD800b'], ['a', '\u{1F600}', '\uD800', 'b'])
        const it = 'x'[Symbol.iterator](); it.next(); it.next().done && it.next().value === undefined && it[Symbol.iterator]() === it && it[Symbol.toStringTag] === 'String Iterator'
        'a' < 'b' && 'B' < 'a' && '\uFF5E' > '\uD83D\uDE00' && 'co-op' < 'coop'
        """);

    [Fact]
    public void Editing() => Scripts.AllHold("""
        'hello'.slice(1, 3) === 'el' && 'hello'.slice(-3) === 'llo' && 'hello'.slice(2, 1) === '' && 'hello'.slice() === 'hello' && 'hello'.slice(0, -1) === 'hell'
        'hello'.substring(3, 1) === 'el' && 'hello'.substring(-5, 2) === 'he' && 'hello'.substring(NaN, 1) === 'h' && 'hello'.substring(2) === 'llo'
        'ab'.repeat(3) === 'ababab' && 'ab'.repeat(0) === '' && ''.repeat(2 ** 40) === '' && 'a'.repeat(1.9) === 'a'
        throwsAs(RangeError, () => 'a'.repeat(-1)) && throwsAs(RangeError, () => 'a'.repeat(Infinity)) && throwsAs(RangeError, () => 'x'.repeat(2 ** 30))
        '5'.padStart(3, '0') === '005' && '5'.padEnd(4, 'ab') === '5aba' && 'abc'.padStart(2) === 'abc' && 'a'.padStart(5, '') === 'a' && 'a'.padStart(3) === '  a'
        throwsAs(RangeError, () => 'a'.padEnd(2 ** 40)) && 'a'.padEnd(-1) === 'a' && 'a'.padEnd(2 ** 40, '') === 'a'
        ' \t\n\v\f\r\u00A0\u1680\u2000\u200A\u2028\u2029\u202F\u205F\u3000\uFEFFx '.trim() === 'x' && '\u180E'.trim().length === 1
        ' x '.trimStart() === 'x ' && ' x '.trimEnd() === ' x' && '   '.trim() === '' && '   '.trimEnd() === ''
        'aBc\u00DF\u0130'.toUpperCase() === 'ABC\u00DF\u0130' && 'ABC\u00C4\u0130'.toLowerCase() === 'abc\u00C4\u0130'
        'a\uD800b\uDC00'.toWellFormed() === 'a\uFFFDb\uFFFD' && 'ok\u{1F600}'.toWellFormed() === 'ok\u{1F600}'
        'a'.concat(1, null, [2]) === 'a1null2' && ''.concat() === ''
        eq('a,b,,c'.split(','), ['a', 'b', '', 'c']) && eq('abc'.split(''), ['a', 'b', 'c']) && eq('abc'.split(), ['abc']) && eq(''.split(''), []) && eq(''.split(','), [''])
        eq('a,b,c'.split(',', 2), ['a', 'b']) && eq('abc'.split('', 2), ['a', 'b']) && eq('abc'.split('b', 0), []) && eq('abab'.split('ab'), ['', '', '']) && eq('a'.split('a', -1), ['', ''])
        eq('aaa'.split('aa'), ['', 'a']) && eq('x'.split(undefined, 0), [])
        """);

    [Fact]
    public void Replacing() => Scripts.AllHold("""
        'abcabc'.replace('b', 'X') === 'aXcabc' && 'abcabc'.replaceAll('b', 'X') === 'aXcaXc' && 'abc'.replace('z', 'X') === 'abc'
        'abc'.replace('b', '[$&$$$`$\'$1$<n>$]') === 'a[b$ac$1$<n>$]c' && 'x'.replace('x', '$') === '$' && 'x'.replace('x', '$$') === '$'
        'abc'.replaceAll('', '-') === '-a-b-c-' && ''.replaceAll('', 'x') === 'x' && 'abc'.replace('', '-') === '-abc'
        'aaaa'.replaceAll('aa', 'b') === 'bb' && 'aaa'.replaceAll('aa', 'b') === 'ba'
        'a1b1'.replaceAll('1', (m, at, s) => `${m}@${at}/${s.length}`) === 'a1@1/4b1@3/4' && 'ab'.replace('b', () => '$&') === 'a$&'
        'ab'.replaceAll('', (m, at) => at) === '0a1b2' && 'x'.replace('x', () => undefined) === 'undefined'
        'a'.replace('a', { toString: () => 'obj' }) === 'obj' && 'undefined'.replace() === 'undefined' && 'a'.replace('a', undefined) === 'undefined'
        throwsAs(TypeError, () => String.prototype.replace.call(null, 'a', 'b')) && throwsAs(TypeError, () => String.prototype.replaceAll.call(undefined, 'a', () => 'b'))
        let order = ''; 'x'.replaceAll({ toString() { order += 's'; return 'x'; } }, { toString() { order += 'r'; return 'y'; } }); order === 'sr'
        const s = 'ab'.repeat(2000); s.replaceAll('ab', 'x').length === 2000 && s.replaceAll('ab'.repeat(1000), 'x') === 'xx' && s.replaceAll('ba', '') === 'ab'
        String.prototype.replace.length === 2 && String.prototype.replaceAll.length === 2 && String.prototype.replace.name === 'replace'
        """);

    [Fact]
    public void Arguments_are_converted_in_the_order_of_the_specification() => Scripts.AllHold("""
        let o = ''; const t = (n, v) => ({ toString() { o += n; return v; }, valueOf() { o += n; return v; } }); String.prototype.split.call(t('t', 'a'), t('s', ','), t('l', 1)); o === 'tls'
        let o = ''; const t = (n, v) => ({ toString() { o += n; return v; }, valueOf() { o += n; return v; } }); String.prototype.padEnd.call(t('t', 'a'), t('l', 5), t('f', 'x')); o === 'tlf'
        let o = ''; const t = (n, v) => ({ toString() { o += n; return v; }, valueOf() { o += n; return v; } }); String.prototype.indexOf.call(t('t', 'a'), t('s', 'a'), t('p', 0)); o === 'tsp'
        let o = ''; const t = (n, v) => ({ toString() { o += n; return v; }, valueOf() { o += n; return v; } }); String.prototype.slice.call(t('t', 'a'), t('a', 0), t('b', 1)); o === 'tab'
        """);
}
