using System.Numerics;
using Chain.Script.Numbers;

namespace Chain.Script.Tests.Numbers;

public sealed class BigIntBitsTests
{
    [Fact]
    public void A_bigint_becomes_the_nearest_number_half_to_even()
    {
        var random = new Random(8);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] data = new byte[random.Next(1, 129)];
            random.NextBytes(data);
            BigInteger value = BigInteger.Abs(new BigInteger(data));
            if (random.Next(2) == 0 && value > BigInteger.One << 60)
            {
                // A half-way case, and its neighbours.
                int drop = (int)value.GetBitLength() - 54;
                value = (value >> drop << drop) + random.Next(-1, 2);
            }
            double number = BigIntBits.ToNumber(value);
            if (value.IsZero || double.IsInfinity(number))
                continue;
            Assert.True(ExactDecimal.ReadsBackAs(number, value, 0), value.ToString("x", System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(-number, BigIntBits.ToNumber(-value));
        }
    }

    [Fact]
    public void The_border_of_infinity_is_half_a_step_above_the_largest_number()
    {
        BigInteger largest = new(double.MaxValue);
        BigInteger step = BigInteger.One << 970;
        Assert.Equal(double.MaxValue, BigIntBits.ToNumber(largest + step - 1));
        Assert.Equal(double.PositiveInfinity, BigIntBits.ToNumber(largest + step));
        Assert.Equal(double.NegativeInfinity, BigIntBits.ToNumber(-(BigInteger.One << 32_767)));
    }

    [Fact]
    public void Integral_numbers_become_bigints_exactly()
    {
        foreach (double value in Doubles.Hard().Where(NumberBits.IsIntegral))
        {
            Assert.Equal(new BigInteger(value), BigIntBits.FromIntegral(value));
            Assert.Equal(-value, BigIntBits.ToNumber(BigIntBits.FromIntegral(-value)));
        }
    }

    [Theory]
    [InlineData(1, 1.5, -1)]
    [InlineData(2, 1.5, 1)]
    [InlineData(-1, -1.5, 1)]
    [InlineData(-2, -1.5, -1)]
    [InlineData(0, -0.0, 0)]
    [InlineData(9007199254740993, 9007199254740992d, 1)]
    [InlineData(long.MaxValue, 9223372036854775808d, -1)]
    [InlineData(5, double.PositiveInfinity, -1)]
    [InlineData(5, double.NegativeInfinity, 1)]
    [InlineData(0, 5e-324, -1)]
    public void Comparison_is_exact(long left, double right, int expected) => Assert.Equal(expected, BigIntBits.Compare(left, right));
}
