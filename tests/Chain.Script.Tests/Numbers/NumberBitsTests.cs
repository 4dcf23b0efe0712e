using System.Numerics;
using Chain.Script.Numbers;
using FsCheck;
using FsCheck.Fluent;

namespace Chain.Script.Tests.Numbers;

public sealed class NumberBitsTests
{
    [Theory]
    [InlineData(-1, -1)]
    [InlineData(4294967296, 0)]
    [InlineData(4294967297, 1)]
    [InlineData(1e20, 1661992960)]
    [InlineData(-2147483649, 2147483647)]
    [InlineData(2147483648, -2147483648)]
    [InlineData(-2147483648.9, -2147483648)]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(0.9, 0)]
    [InlineData(-0.9, 0)]
    [InlineData(5e-324, 0)]
    [InlineData(9007199254740993, 0)]
    [InlineData(9007199254740994, 2)]
    [InlineData(1.9342813113834067e25, 0)]
    public void ToInt32_takes_the_low_bits(double value, int expected) => Assert.Equal(expected, NumberBits.ToInt32(value));

    [Fact]
    public void ToInt32_is_the_truncated_value_modulo_two_to_the_32()
    {
        foreach (double value in Doubles.Hard().Concat(Doubles.Random(20_000, 32)).SelectMany(value => new[] { value, -value }))
        {
            BigInteger truncated = new BigInteger(value) & uint.MaxValue;
            Assert.Equal((uint)truncated, NumberBits.ToUint32(value));
            Assert.Equal((int)(uint)truncated, NumberBits.ToInt32(value));
            Assert.Equal((ushort)(uint)truncated, NumberBits.ToUint16(value));
            Assert.Equal((byte)(uint)truncated, NumberBits.ToUint8(value));
            Assert.Equal((sbyte)(uint)truncated, NumberBits.ToInt8(value));
            Assert.Equal((short)(uint)truncated, NumberBits.ToInt16(value));
        }
    }

    [Theory]
    [InlineData(5.5, 5)]
    [InlineData(-5.5, -5)]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(1e300, 1e300)]
    public void ToIntegerOrInfinity_truncates(double value, double expected) => Assert.Equal(expected, NumberBits.ToIntegerOrInfinity(value));

    [Theory]
    [InlineData(-0.0)]
    [InlineData(-0.7)]
    public void ToIntegerOrInfinity_knows_no_minus_zero(double value) => Assert.False(double.IsNegative(NumberBits.ToIntegerOrInfinity(value)));

    [Theory]
    [InlineData(5.1, 1e-300)]
    [InlineData(1e308, 3)]
    [InlineData(1e308, 5e-324)]
    [InlineData(5, 3)]
    [InlineData(-5, 3)]
    [InlineData(5.5, 2.5)]
    [InlineData(9007199254740991, 2)]
    [InlineData(1e-310, 3e-320)]
    [InlineData(2.225073858507201e-308, 5e-324)]
    [InlineData(double.MaxValue, 2.2250738585072014e-308)]
    public void Remainder_is_exact_on_known_operands(double dividend, double divisor) => ProveRemainder(dividend, divisor);

    [Fact]
    public void Remainder_is_exact()
    {
        double[] values = [.. Doubles.Hard().Where((_, index) => index % 97 == 0), .. Doubles.Random(150, 99)];
        foreach (double dividend in values)
        {
            foreach (double divisor in values)
                ProveRemainder(dividend, divisor);
        }
    }

    [Theory]
    [InlineData(1, 0, double.NaN)]
    [InlineData(double.PositiveInfinity, 1, double.NaN)]
    [InlineData(double.NaN, 1, double.NaN)]
    [InlineData(1, double.NaN, double.NaN)]
    [InlineData(5, double.PositiveInfinity, 5)]
    [InlineData(0, 5, 0)]
    public void Remainder_of_special_operands(double dividend, double divisor, double expected) => Assert.Equal(expected, NumberBits.Remainder(dividend, divisor));

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(-0.0, 5)]
    [InlineData(-1.5, 0.5)]
    [InlineData(-4, -2)]
    public void Remainder_keeps_the_sign_of_the_dividend_on_zero(double dividend, double divisor) =>
        Assert.True(NumberBits.IsNegativeZero(NumberBits.Remainder(dividend, divisor)));

    [Fact]
    public void Remainder_of_integers_is_the_integer_remainder() =>
        Prop.ForAll<int, int>((dividend, divisor) => divisor == 0 || NumberBits.Remainder(dividend, divisor) == (long)dividend % divisor).QuickCheckThrowOnFailure();

    private static void ProveRemainder(double dividend, double divisor)
    {
        Rational left = Rational.Of(dividend);
        Rational right = Rational.Of(divisor);
        BigInteger rest = BigInteger.Remainder(left.Numerator * right.Denominator, right.Numerator * left.Denominator);
        Rational exact = new(rest, left.Denominator * right.Denominator);
        double result = NumberBits.Remainder(dividend, divisor);
        Assert.True(Rational.Of(result).CompareTo(exact) == 0 && double.IsNegative(result) == double.IsNegative(dividend), $"{dividend:R} % {divisor:R} = {result:R}");
        Assert.True(NumberBits.RemainderSteps(dividend, divisor) is >= 1 and <= 191);
    }
}
