using System.Globalization;
using System.Numerics;
using Chain.Script.Numbers;

namespace Chain.Script.Tests.Numbers;

public sealed class BigIntTextTests
{
    [Theory]
    [InlineData("", "0")]
    [InlineData(" \n", "0")]
    [InlineData("-0", "0")]
    [InlineData(" 12 ", "12")]
    [InlineData("+12", "12")]
    [InlineData("-12", "-12")]
    [InlineData("0xfF", "255")]
    [InlineData("0b11", "3")]
    [InlineData("0o17", "15")]
    [InlineData("000000000000000000000000000000000000012", "12")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    public void Texts_that_are_bigints(string text, string expected)
    {
        Assert.Equal(BigIntParse.Done, BigIntText.Parse(text, out BigInteger value));
        Assert.Equal(expected, value.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1n")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("-0x1")]
    [InlineData("0x")]
    [InlineData("0b2")]
    [InlineData("+")]
    [InlineData("--1")]
    [InlineData("1_0")]
    [InlineData("\u0661")]
    [InlineData("Infinity")]
    [InlineData("1 2")]
    public void Texts_that_are_none(string text) => Assert.Equal(BigIntParse.NotANumber, BigIntText.Parse(text, out _));

    [Theory]
    [InlineData("9", 9_866)]
    [InlineData("0xf", 8_193)]
    [InlineData("0b1", 32_769)]
    [InlineData("9", 10_000_000)]
    public void Texts_beyond_the_cap_are_refused(string start, int digits)
    {
        string text = start + new string(start[^1], digits - 1);
        Assert.Equal(BigIntParse.TooLarge, BigIntText.Parse(text, out _));
    }

    [Fact]
    public void The_cap_itself_is_reached_and_not_passed()
    {
        BigInteger largest = (BigInteger.One << ScriptLimits.BigIntBitsMax) - 1;
        Assert.Equal(BigIntParse.Done, BigIntText.Parse(largest.ToString(CultureInfo.InvariantCulture), out BigInteger value));
        Assert.Equal(largest, value);
        Assert.Equal(BigIntParse.TooLarge, BigIntText.Parse((largest + 1).ToString(CultureInfo.InvariantCulture), out _));
        Assert.Equal(BigIntParse.Done, BigIntText.Parse("0x" + BigIntText.Of(largest, 16), out value));
        Assert.Equal(largest, value);
        Assert.Equal(BigIntParse.TooLarge, BigIntText.Parse("0x1" + new string('0', 8192), out _));
    }

    [Fact]
    public void Every_radix_reads_back_what_it_prints()
    {
        var random = new Random(3);
        for (int radix = 2; radix <= 36; radix++)
        {
            for (int bytes = 1; bytes <= 300; bytes += 37)
            {
                byte[] data = new byte[bytes];
                random.NextBytes(data);
                var value = new BigInteger(data);
                string text = BigIntText.Of(value, radix);
                Assert.True(BigIntText.TryParseDigits(text.TrimStart('-'), radix, out BigInteger back));
                Assert.Equal(BigInteger.Abs(value), back);
                Assert.Equal(value.Sign < 0, text[0] == '-');
            }
        }
    }

    [Theory]
    [InlineData("0", 2, "0")]
    [InlineData("-255", 16, "-ff")]
    [InlineData("1208925819614629174706176", 32, "10000000000000000")]
    [InlineData("1208925819614629174706175", 36, "5gv2rma270x9hhj3")]
    public void Known_texts(string value, int radix, string expected) =>
        Assert.Equal(expected, BigIntText.Of(BigInteger.Parse(value, CultureInfo.InvariantCulture), radix));
}
