namespace Chain.Script.Tests.Builtins;

public sealed class NumberTests
{
    [Fact]
    public void Numbers() => Scripts.AllHold("""
        Number() === 0 && Number('0x1F') === 31 && Number(' 12 ') === 12 && Number(true) === 1 && Number(null) === 0 && Number.isNaN(Number(undefined)) && Number(2n ** 64n) === 18446744073709552000
        Number.isNaN(Number('1_0')) && Number.isNaN(Number('12px')) && Object.is(Number('-0'), -0) && Number('') === 0 && Number('1e1000') === Infinity
        typeof new Number(5) === 'object' && new Number(5) + 1 === 6 && throwsAs(TypeError, () => Number(Symbol())) && Number([7]) === 7 && Number({ valueOf: () => 3n }) === 3
        Number.EPSILON === 2 ** -52 && Number.MAX_SAFE_INTEGER === 2 ** 53 - 1 && Number.MIN_VALUE === 5e-324 && Number.MAX_VALUE === 1.7976931348623157e308
        Number.parseFloat === parseFloat && Number.parseInt === parseInt
        Number.isInteger(5.0) && !Number.isInteger(5.5) && !Number.isInteger('5') && !Number.isInteger(Infinity) && Number.isSafeInteger(2 ** 53 - 1) && !Number.isSafeInteger(2 ** 53)
        isNaN('x') && !isNaN('1') && isFinite('1') && !isFinite(Infinity) && !Number.isNaN('x') && !Number.isFinite('1') && throwsAs(TypeError, () => isNaN(1n))
        parseInt('0x1f') === 31 && parseInt('z', 36) === 35 && Number.isNaN(parseInt('')) && parseInt('12', 3) === 5 && parseInt(' -0x10') === -16 && parseInt('9', 2 ** 32 + 10) === 9
        parseFloat('3.14abc') === 3.14 && Number.isNaN(parseFloat('.')) && parseFloat('-.5e-1x') === -0.05 && parseFloat('1e') === 1 && Object.is(parseFloat('-0'), -0)
        (25).toString(36) === 'p' && (-255).toString(16) === '-ff' && (0.5).toString(2) === '0.1' && (255).toString(undefined) === '255' && NaN.toString(2) === 'NaN'
        throwsAs(RangeError, () => (1).toString(1)) && throwsAs(RangeError, () => (1).toString(37)) && throwsAs(TypeError, () => Number.prototype.toString.call('1'))
        (1.005).toFixed(2) === '1.00' && (1e21).toFixed(2) === '1e+21' && (-1.5).toFixed() === '-2' && NaN.toFixed(2) === 'NaN' && throwsAs(RangeError, () => (1).toFixed(101)) && throwsAs(RangeError, () => NaN.toFixed(-1))
        (12345.678).toExponential(2) === '1.23e+4' && (0).toExponential() === '0e+0' && (123456).toExponential() === '1.23456e+5' && NaN.toExponential(999) === 'NaN' && throwsAs(RangeError, () => (1).toExponential(101))
        (123.456).toPrecision(4) === '123.5' && (0.00001).toPrecision(1) === '0.00001' && (1e21).toPrecision(3) === '1.00e+21' && (1).toPrecision(undefined) === '1' && throwsAs(RangeError, () => (1).toPrecision(0))
        (0.1 + 0.2) + '' === '0.30000000000000004' && 1e21 + '' === '1e+21' && 5e-324 + '' === '5e-324' && 123456789012345680000 + '' === '123456789012345680000'
        Boolean() === false && Boolean('0') && !Boolean('') && !Boolean(0n) && Boolean(Symbol()) && new Boolean(false) && Boolean.prototype.toString.call(new Boolean(true)) === 'true'
        true.toString() === 'true' && new Boolean(false).valueOf() === false && throwsAs(TypeError, () => Boolean.prototype.valueOf.call(1))
        5.1 % 1e-300 === 5.1 % 1e-300 && Object.is(-1 % 1, -0) && 1e308 % 3 === 2 && Number.isNaN(1 % 0)
        """);

    [Fact]
    public void Mathematics() => Scripts.AllHold("""
        Math.abs(-5) === 5 && Math.ceil(1.2) === 2 && Object.is(Math.ceil(-0.5), -0) && Math.floor(-1.5) === -2 && Math.trunc(-1.7) === -1
        Object.is(Math.round(-0.5), -0) && Math.round(0.49999999999999994) === 0 && Math.round(2.5) === 3 && Math.round(-2.5) === -2 && Math.round(9007199254740991) === 9007199254740991
        Object.is(Math.round(-0.2), -0) && Math.round(4503599627370495.5) === 4503599627370496 && Object.is(Math.round(-0), -0) && Math.round(1e300) === 1e300
        Object.is(Math.sign(-0), -0) && Math.sign(-3) === -1 && Number.isNaN(Math.sign('x')) && Math.sqrt(2) === 1.4142135623730951 && Number.isNaN(Math.sqrt(-1))
        Object.is(Math.max(-0, 0), 0) && Object.is(Math.min(0, -0), -0) && Math.max() === -Infinity && Math.min() === Infinity && Number.isNaN(Math.max(1, NaN, 2)) && Math.max(1, '3', 2) === 3
        let n = 0; Math.max(NaN, { valueOf() { n++; return 1; } }); n === 1
        Math.imul(0xffffffff, 5) === -5 && Math.imul(65537, 65537) === 131073 && Math.clz32(1) === 31 && Math.clz32(0) === 32 && Math.clz32(-1) === 0
        Math.fround(5.5) === 5.5 && Math.fround(5.05) === 5.050000190734863 && Math.fround(1e40) === Infinity && Math.fround(1e-50) === 0
        Math.pow(2, 10) === 1024 && Number.isNaN(Math.pow(1, Infinity)) && Math.pow(NaN, 0) === 1 && 2 ** -1 === 0.5 && (-8) ** (1 / 3) !== -2 && 10 ** 308 === 1e308 && 1.1 ** 2.3 === 1.2450969688995253
        Math.PI === 3.141592653589793 && Math.E === 2.718281828459045 && Math[Symbol.toStringTag] === 'Math' && typeof Math.sin === 'undefined' && typeof Math.random === 'undefined'
        const a = 1 + 1 / 134217728, b = 1 - 1 / 134217728; a * b - 1 === 0
        """);
}
