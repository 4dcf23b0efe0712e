using System.Numerics;
using Chain.Script.Numbers;

namespace Chain.Script.Tests.Numbers;

public sealed class PowerTests
{
    [Theory]
    [InlineData(2, 10, 1024)]
    [InlineData(2, 0.5, 1.4142135623730951)]
    [InlineData(-2, 0.5, double.NaN)]
    [InlineData(5e-324, 0.5, 2.2227587494850775e-162)]
    [InlineData(double.PositiveInfinity, 0.5, double.PositiveInfinity)]
    [InlineData(-0.0, 0.5, 0)]
    [InlineData(2, -1074, 5e-324)]
    [InlineData(2, -1075, 0)]
    [InlineData(2, 1023, 8.98846567431158e307)]
    [InlineData(2, 1024, double.PositiveInfinity)]
    [InlineData(10, 308, 1e308)]
    [InlineData(10, -5, 1e-5)]
    [InlineData(-2, 3, -8)]
    [InlineData(-2, 2, 4)]
    [InlineData(-2, 0.5, double.NaN)]
    [InlineData(1.1, 2.3, 1.2450969688995253)]
    [InlineData(9, 0.5, 3)]
    [InlineData(1e-200, 2, 0)]
    [InlineData(-1e200, 3, double.NegativeInfinity)]
    [InlineData(0.9999999999999999, 1e300, 0)]
    [InlineData(1.0000000000000002, 1e300, double.PositiveInfinity)]
    public void Known_powers(double x, double y, double expected) => Assert.Equal(expected, Power.Of(x, y));

    [Theory]
    [InlineData(double.NaN, 0, 1)]
    [InlineData(double.PositiveInfinity, -0.0, 1)]
    [InlineData(1, double.NaN, double.NaN)]
    [InlineData(1, double.PositiveInfinity, double.NaN)]
    [InlineData(-1, double.NegativeInfinity, double.NaN)]
    [InlineData(2, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(0.5, double.PositiveInfinity, 0)]
    [InlineData(0.5, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(2, double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 2, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, -2, 0)]
    [InlineData(double.NegativeInfinity, 3, double.NegativeInfinity)]
    [InlineData(double.NegativeInfinity, 2, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 2.5, double.PositiveInfinity)]
    [InlineData(0, -1, double.PositiveInfinity)]
    [InlineData(-0.0, -1, double.NegativeInfinity)]
    [InlineData(-0.0, -2, double.PositiveInfinity)]
    [InlineData(0, 3, 0)]
    public void Special_operands_as_the_specification_has_them(double x, double y, double expected) => Assert.Equal(expected, Power.Of(x, y));

    [Theory]
    [InlineData(-0.0, 3)]
    [InlineData(double.NegativeInfinity, -3)]
    [InlineData(-1e-200, 3)]
    public void Odd_powers_keep_the_sign_of_zero(double x, double y) => Assert.True(NumberBits.IsNegativeZero(Power.Of(x, y)));

    [Fact]
    public void Small_integer_powers_are_rounded_correctly()
    {
        foreach (double x in Doubles.Random(3_000, 17))
        {
            for (int y = 1; y <= 8; y++)
            {
                double up = Power.Of(x, y);
                Rational exact = new(BigInteger.Pow(Rational.Of(x).Numerator, y), BigInteger.Pow(Rational.Of(x).Denominator, y));
                AssertNearest(exact, up, $"{x:R} ** {y}");
                AssertNearest(new(exact.Denominator, exact.Numerator), Power.Of(x, -y), $"{x:R} ** -{y}");
            }
        }
    }

    [Fact]
    public void Other_powers_have_the_bits_of_fdlibm()
    {
        foreach (string[] line in VectorFile.Lines("power.txt"))
        {
            double x = VectorFile.Number(line[0]);
            double y = VectorFile.Number(line[1]);
            Assert.True(VectorFile.Number(line[2]) == Power.Of(x, y), $"{x:R} ** {y:R} = {Power.Of(x, y):R}");
        }
    }

    [Fact]
    public void Powers_agree_with_those_of_V8_where_both_are_rounded_correctly()
    {
        foreach (string[] line in VectorFile.Lines("power-v8.txt"))
        {
            double x = VectorFile.Number(line[0]);
            double y = VectorFile.Number(line[1]);
            Assert.True(VectorFile.Number(line[2]) == Power.Of(x, y), $"{x:R} ** {y:R} = {Power.Of(x, y):R}");
        }
    }

    [Fact]
    public void Every_power_is_close_to_the_one_of_the_platform()
    {
        double[] bases = [.. Doubles.Random(20_000, 41)];
        var random = new Random(4);
        foreach (double x in bases)
        {
            double y = Math.Round((random.NextDouble() - 0.5) * 600 / Math.Max(1, Math.Abs(Math.Log2(x))), 3);
            double reference = Math.Pow(x, y);
            double result = Power.Of(x, y);
            long distance = Math.Abs(BitConverter.DoubleToInt64Bits(result) - BitConverter.DoubleToInt64Bits(reference));
            Assert.True(distance <= 1, $"{x:R} ** {y:R} = {result:R}, platform {reference:R}");
        }
    }

    private static void AssertNearest(Rational exact, double result, string what)
    {
        if (double.IsInfinity(result))
        {
            Assert.True(exact.CompareTo(Rational.Of(double.MaxValue)) > 0, what);
            return;
        }
        Rational low = Rational.Of(result).Middle(Rational.Of(result == 0 ? 0 : Math.BitDecrement(result)));
        Rational high = Rational.Of(result).Middle(Rational.Of(Math.BitIncrement(result)));
        if (result == double.MaxValue)
            return;
        Assert.True(exact.CompareTo(low) >= 0 && exact.CompareTo(high) <= 0, what);
    }
}
