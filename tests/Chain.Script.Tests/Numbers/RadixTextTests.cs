using System.Globalization;
using Chain.Script.Numbers;

namespace Chain.Script.Tests.Numbers;

public sealed class RadixTextTests
{
    [Theory]
    [InlineData(25, 36, "p")]
    [InlineData(-255, 16, "-ff")]
    [InlineData(0.5, 2, "0.1")]
    [InlineData(0.5, 3, "0.1111111111111111111111111111111112")]
    [InlineData(0.1, 16, "0.1999999999999a")]
    [InlineData(1.0 / 3, 3, "0.1")]
    [InlineData(9007199254740994, 16, "20000000000002")]
    [InlineData(4294967296, 2, "100000000000000000000000000000000")]
    [InlineData(1e21, 7, "5135235413265003023000000")]
    [InlineData(double.NaN, 2, "NaN")]
    [InlineData(double.NegativeInfinity, 36, "-Infinity")]
    [InlineData(-0.0, 2, "0")]
    public void Known_texts(double value, int radix, string expected) => Assert.Equal(expected, RadixText.Of(value, radix));

    [Fact]
    public void The_digits_are_the_shortest_and_the_closest_in_every_radix()
    {
        int radix = 2;
        foreach (double value in Doubles.Hard().Where((_, index) => index % 5 == 0).Concat(Doubles.Random(3_000, 36)))
        {
            (List<char> digits, int point) = RadixText.Shortest(value, radix);
            string text = new([.. digits]);
            string? fault = ExactDecimal.FaultOfShortest(value, text, point - text.Length, radix);
            Assert.True(fault is null, $"{value:R} in radix {radix}: {text} {fault}");
            radix = radix == 36 ? 2 : radix + 1;
        }
    }

    [Fact]
    public void In_radix_ten_the_two_ways_agree()
    {
        foreach (double value in Doubles.Hard())
        {
            (List<char> digits, int point) = RadixText.Shortest(value, 10);
            DecimalDigits other = DecimalDigits.Shortest(value);
            Assert.Equal(new string(other.Digits), new string([.. digits]));
            Assert.Equal(other.Point, point);
        }
    }

    [Fact]
    public void Radices_that_are_powers_of_two_agree_with_V8()
    {
        foreach (string[] line in VectorFile.Lines("radix.txt"))
            Assert.Equal(line[2], RadixText.Of(VectorFile.Number(line[0]), int.Parse(line[1], CultureInfo.InvariantCulture)));
    }
}
