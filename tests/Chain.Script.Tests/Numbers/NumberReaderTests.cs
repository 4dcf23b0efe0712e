using System.Globalization;
using System.Numerics;
using Chain.Script.Numbers;

namespace Chain.Script.Tests.Numbers;

public sealed class NumberReaderTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(" \t\n\v\f\r\u00A0\uFEFF\u1680\u2000\u200A\u2028\u2029\u202F\u205F\u3000", 0)]
    [InlineData(" 12 ", 12)]
    [InlineData("+5", 5)]
    [InlineData("-5", -5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1e3", 1000)]
    [InlineData("1E-3", 0.001)]
    [InlineData("00012", 12)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("0x1fffffffffffff", 9007199254740991)]
    [InlineData("0XfF", 255)]
    [InlineData("0b101", 5)]
    [InlineData("0O17", 15)]
    [InlineData("9007199254740993", 9007199254740992)]
    [InlineData("9007199254740992.9999999999999999999999999", 9007199254740992)]
    [InlineData("2.2250738585072011e-308", 2.225073858507201e-308)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("1e-400", 0)]
    [InlineData("1e99999999999999999999", double.PositiveInfinity)]
    [InlineData("0e99999999999999999999", 0)]
    [InlineData("2.4703282292062327e-324", 0)]
    [InlineData("2.4703282292062328e-324", 5e-324)]
    [InlineData("1.7976931348623158e308", double.MaxValue)]
    [InlineData("1.7976931348623159e308", double.PositiveInfinity)]
    public void A_text_that_is_a_number(string text, double expected) => Assert.Equal(expected, NumberReader.ToNumber(text));

    [Theory]
    [InlineData("1_0")]
    [InlineData("\u0661")]
    [InlineData("\u180E1")]
    [InlineData("1 2")]
    [InlineData("0x")]
    [InlineData("-0x1")]
    [InlineData("0xg")]
    [InlineData("0b2")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("+")]
    [InlineData("--1")]
    [InlineData("infinity")]
    [InlineData("INF")]
    [InlineData("NaN")]
    [InlineData("1,5")]
    [InlineData("5n")]
    [InlineData("1.5.")]
    [InlineData("\uFF11")]
    public void A_text_that_is_none(string text) => Assert.True(double.IsNaN(NumberReader.ToNumber(text)));

    [Fact]
    public void Minus_zero_keeps_its_sign() => Assert.True(NumberBits.IsNegativeZero(NumberReader.ToNumber("-0")) && NumberBits.IsNegativeZero(NumberReader.ParseInt("-0", 10)));

    [Theory]
    [InlineData("3.14abc", 3.14)]
    [InlineData("  -1.5e3xyz", -1500)]
    [InlineData("1e", 1)]
    [InlineData("1e+", 1)]
    [InlineData(".5.5", 0.5)]
    [InlineData("5..", 5)]
    [InlineData("0x10", 0)]
    [InlineData("Infinityx", double.PositiveInfinity)]
    [InlineData("1e1000", double.PositiveInfinity)]
    [InlineData("0.1000000000000000055511151231257827", 0.1)]
    [InlineData("", double.NaN)]
    [InlineData("-", double.NaN)]
    [InlineData(".", double.NaN)]
    [InlineData("-.e1", double.NaN)]
    [InlineData("abc", double.NaN)]
    public void ParseFloat_takes_the_longest_start(string text, double expected) => Assert.Equal(expected, NumberReader.ParseFloat(text));

    [Theory]
    [InlineData("0x1f", 0, 31)]
    [InlineData("0x1f", 16, 31)]
    [InlineData("0x1f", 10, 0)]
    [InlineData("08", 0, 8)]
    [InlineData("123456789012345678901", 0, 123456789012345680000d)]
    [InlineData("  -12px", 10, -12)]
    [InlineData("z", 36, 35)]
    [InlineData("2", 2, double.NaN)]
    [InlineData("0x", 0, double.NaN)]
    [InlineData("1", 1, double.NaN)]
    [InlineData("1", 37, double.NaN)]
    [InlineData("1", -2, double.NaN)]
    [InlineData("100000000000000000000000000000000000000000000000000001", 2, 9007199254740992)]
    [InlineData("100000000000000000000000000000000000000000000000000011", 2, 9007199254740996)]
    public void ParseInt_reads_digits(string text, int radix, double expected) => Assert.Equal(expected, NumberReader.ParseInt(text, radix));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(36)]
    public void Digits_without_end_are_infinite_at_once(int radix) => Assert.Equal(double.PositiveInfinity, NumberReader.ParseDigits(new string('1', 1_000_000), radix));

    [Fact]
    public void Zeros_without_end_are_zero_and_long_exponents_are_exact()
    {
        Assert.Equal(0, NumberReader.ToNumber(new string('0', 100_000)));
        Assert.Equal(1, NumberReader.ToNumber("0." + new string('0', 99_999) + "1e100000"));
        Assert.Equal(1, NumberReader.ToNumber("1" + new string('0', 100_000) + "e-100000"));
        Assert.Equal(2, NumberReader.ToNumber(new string('0', 5000) + "2." + new string('0', 5000) + "e0"));
    }

    [Fact]
    public void Half_way_cases_of_every_length_round_to_even_and_one_digit_more_decides()
    {
        foreach (double value in Doubles.Hard().Where((_, index) => index % 7 == 0).Concat(Doubles.Random(2_000, 5)))
        {
            double next = Math.BitIncrement(value);
            if (double.IsInfinity(next))
                continue;
            string middle = ExactText(Rational.Of(value).Middle(Rational.Of(next)));
            double even = (BitConverter.DoubleToInt64Bits(value) & 1) == 0 ? value : next;
            Assert.Equal(even, NumberReader.ToNumber(middle));
            Assert.Equal(next, NumberReader.ToNumber(middle + new string('0', 900) + "1"));
            Assert.Equal(value, NumberReader.ToNumber(Smaller(middle)));
        }
    }

    [Fact]
    public void Random_digits_are_read_as_the_nearest_number()
    {
        var random = new Random(11);
        for (int round = 0; round < 20_000; round++)
        {
            string digits = random.NextInt64(1_000_000_000_000_000_000, long.MaxValue).ToString(CultureInfo.InvariantCulture)[..random.Next(1, 19)];
            int exponent = random.Next(-325, 290);
            double value = NumberReader.ToNumber($"{digits}e{exponent}");
            if (value > 0)
                Assert.True(ExactDecimal.ReadsBackAs(value, BigInteger.Parse(digits, CultureInfo.InvariantCulture), exponent), $"{digits}e{exponent}");
        }
    }

    /// <summary>The whole decimal expansion, with a point.</summary>
    private static string ExactText(Rational value)
    {
        int places = (int)value.Denominator.GetBitLength() - 1;
        BigInteger scaled = value.Numerator * BigInteger.Pow(10, places) / value.Denominator;
        string text = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return text[..^places] + "." + text[^places..];
    }

    /// <summary>The same digits, the last that is not zero made one less, and nines after it.</summary>
    private static string Smaller(string text)
    {
        char[] units = text.ToCharArray();
        int at = units.Length - 1;
        for (; units[at] is '0' or '.'; at--)
        {
            if (units[at] == '0')
                units[at] = '9';
        }
        units[at]--;
        return new string(units);
    }
}
