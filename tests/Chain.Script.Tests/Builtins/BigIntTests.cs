namespace Chain.Script.Tests.Builtins;

public sealed class BigIntTests
{
    [Fact]
    public void Making_bigints() => Scripts.AllHold("""
        BigInt(5) === 5n && BigInt('0x1F') === 31n && BigInt('') === 0n && BigInt(' -12 ') === -12n && BigInt(true) === 1n && BigInt(2 ** 70) === 2n ** 70n && BigInt(-0) === 0n
        throwsAs(RangeError, () => BigInt(1.5)) && throwsAs(RangeError, () => BigInt(NaN)) && throwsAs(SyntaxError, () => BigInt('1n')) && throwsAs(SyntaxError, () => BigInt('1.0'))
        throwsAs(TypeError, () => BigInt(undefined)) && throwsAs(TypeError, () => BigInt(Symbol())) && throwsAs(TypeError, () => new BigInt(1)) && BigInt({ valueOf: () => 5 }) === 5n
        typeof 1n === 'bigint' && typeof Object(1n) === 'object' && Object(1n) + 1n === 2n && BigInt.prototype[Symbol.toStringTag] === 'BigInt'
        255n.toString(16) === 'ff' && (-255n).toString(2) === '-11111111' && (2n ** 64n).toString(36) === '3w5e11264sgsg' && throwsAs(RangeError, () => 1n.toString(1)) && throwsAs(TypeError, () => BigInt.prototype.toString.call(1))
        BigInt.asUintN(64, -1n) === 2n ** 64n - 1n && BigInt.asIntN(8, 255n) === -1n && BigInt.asIntN(8, 127n) === 127n && BigInt.asIntN(0, 5n) === 0n && BigInt.asUintN(0, 5n) === 0n && BigInt.asIntN(1, 1n) === -1n
        BigInt.asIntN(2 ** 53 - 1, -5n) === -5n && BigInt.asUintN(2 ** 53 - 1, 5n) === 5n && throwsAs(RangeError, () => BigInt.asUintN(2 ** 53 - 1, -1n)) && throwsAs(RangeError, () => BigInt.asIntN(-1, 0n)) && throwsAs(RangeError, () => BigInt.asUintN(2 ** 53, 0n))
        BigInt.asIntN(64, 2n ** 63n) === -(2n ** 63n) && BigInt.asIntN(64, -(2n ** 63n)) === -(2n ** 63n) && BigInt.asIntN(64, 2n ** 63n - 1n) === 2n ** 63n - 1n && BigInt.asIntN(64, -(2n ** 63n) - 1n) === 2n ** 63n - 1n
        """);

    [Fact]
    public void Operators() => Scripts.AllHold("""
        2n + 3n === 5n && 2n - 3n === -1n && -7n / 2n === -3n && -7n % 2n === -1n && 7n % -2n === 1n && 2n ** 10n === 1024n && (-2n) ** 3n === -8n && 0n ** 0n === 1n
        throwsAs(RangeError, () => 1n / 0n) && throwsAs(RangeError, () => 1n % 0n) && throwsAs(RangeError, () => 2n ** -1n) && throwsAs(TypeError, () => 1n + 1) && throwsAs(TypeError, () => +1n) && throwsAs(TypeError, () => 1n >>> 0n)
        (1n << 70n) === 2n ** 70n && (-5n >> 1n) === -3n && (-5n >> 1000n) === -1n && (5n >> 1000n) === 0n && (5n << -1n) === 2n && (1n >> -3n) === 8n && (0n << 10000000n) === 0n
        (-1n & 255n) === 255n && (-256n | 1n) === -255n && (5n ^ -3n) === -8n && ~5n === -6n && ~-1n === 0n && -(-5n) === 5n
        1n < 2 && 2n > 1.5 && 1n == 1 && !(1n === 1) && 2n ** 64n > 2 ** 63 && 9007199254740993n > 9007199254740992 && 1n == '1' && !(1n < NaN) && 0n == -0
        let x = 5n; x++; x === 6n && --x === 5n && -x === -5n && (x += 2n) === 7n && (x **= 2n) === 49n
        throwsAs(RangeError, () => 11n ** 711111111n) && throwsAs(RangeError, () => 1n << 10000000n) && throwsAs(RangeError, () => 2n ** 32768n) && (2n ** 32767n).toString(2).length === 32768
        throwsAs(RangeError, () => 1n << (2n ** 40n)) && throwsAs(RangeError, () => { const a = 2n ** 20000n; return a * a; }) && throwsAs(RangeError, () => { const m = 2n ** 32767n; return m + m; })
        1n ** (2n ** 1000n) === 1n && (-1n) ** (2n ** 1000n + 1n) === -1n && 0n ** (2n ** 1000n) === 0n
        throwsAs(RangeError, () => BigInt('9'.repeat(1e6))) && throwsAs(RangeError, () => BigInt('0x' + 'f'.repeat(8193)))
        """);
}
