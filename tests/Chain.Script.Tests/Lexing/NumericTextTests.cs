using System.Globalization;
using System.Numerics;
using Chain.Script.Ast;
using Chain.Script.Lexing;
using Chain.Script.Tests.Parsing;

namespace Chain.Script.Tests.Lexing;

public class NumericTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1_000", 1000)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1e3", 1000)]
    [InlineData("1_0.0_1e-1_0", 10.01e-10)]
    [InlineData("0xFf", 255)]
    [InlineData("0B101", 5)]
    [InlineData("0o7_7", 63)]
    [InlineData("9007199254740993", 9007199254740992)]
    [InlineData("0x20000000000001", 9007199254740992)]
    [InlineData("0x20000000000003", 9007199254740996)]
    [InlineData("0x200000000000010000001", 2417851639229258886283264d)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("1e99999999999999999999", double.PositiveInfinity)]
    [InlineData("1e-99999999999999999999", 0)]
    [InlineData("2.2250738585072011e-308", 2.2250738585072011e-308)]
    [InlineData("4.9e-324", double.Epsilon)]
    [InlineData("2.4703282292062327e-324", 0)]
    [InlineData("1.7976931348623158e308", double.MaxValue)]
    public void A_number_has_the_nearest_value(string source, double value) =>
        Assert.Equal(value, Assert.IsType<Expression.Number>(Source.Last(Source.Script(source))).Value);

    [Fact]
    public void A_long_mantissa_and_its_exponent_cancel_out()
    {
        Assert.Equal(1, NumericText.Decimal("0." + new string('0', 20_000) + "1e20001"));
        Assert.Equal(1, NumericText.Decimal("1" + new string('0', 20_000) + "e-20000"));
        Assert.Equal(double.PositiveInfinity, NumericText.PowerOfTwoRadix(new string('f', 300), 4));
        Assert.Equal(double.MaxValue, NumericText.PowerOfTwoRadix("fffffffffffff8" + new string('0', 242), 4));
    }

    [Fact]
    public void Every_radix_rounds_to_nearest_with_ties_to_even()
    {
        var random = new Random(20260517);
        for (int count = 0; count < 20_000; count++)
        {
            int bits = random.Next(1, 140);
            BigInteger value = BigInteger.One << bits;
            for (int bit = 0; bit < bits; bit++)
            {
                // Long runs make ties and carries frequent.
                if (random.Next(8) == 0 || (bit > 0 && !((value >> (bit - 1)) & 1).IsZero && random.Next(5) != 0))
                    value |= BigInteger.One << bit;
            }
            double expected = Nearest(value);
            string hexadecimal = value.ToString("x", CultureInfo.InvariantCulture);
            Assert.Equal(expected, NumericText.PowerOfTwoRadix(hexadecimal, 4));
            Assert.Equal(expected, NumericText.PowerOfTwoRadix(value.ToString("b", CultureInfo.InvariantCulture), 1));
            Assert.Equal(expected, NumericText.Decimal(value.ToString(CultureInfo.InvariantCulture)));
            Assert.Equal(value, NumericText.PowerOfTwoRadixBigInt(hexadecimal, 4));
        }
    }

    [Theory]
    [InlineData("0n", "0")]
    [InlineData("1_0n", "10")]
    [InlineData("0xFFn", "255")]
    [InlineData("0o17n", "15")]
    [InlineData("0b1_1n", "3")]
    [InlineData("123456789012345678901234567890n", "123456789012345678901234567890")]
    public void A_bigint_has_its_value(string source, string value) =>
        Assert.Equal(BigInteger.Parse(value, CultureInfo.InvariantCulture), Assert.IsType<Expression.BigInt>(Source.Last(Source.Script(source))).Value);

    // Exact: compares the value with the two doubles around it.
    private static double Nearest(BigInteger value)
    {
        int excess = (int)Math.Max(0, (long)value.GetBitLength() - 53);
        BigInteger low = value >> excess;
        BigInteger rest = value - (low << excess);
        BigInteger half = excess == 0 ? BigInteger.One : BigInteger.One << (excess - 1);
        if (rest > half || (rest == half && excess > 0 && !low.IsEven))
            low++;
        return Math.ScaleB((double)(ulong)low, excess);
    }
}
