using System.Globalization;
using Chain.Script.Numbers;

namespace Chain.Script.Tests.Numbers;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData(1.005, 2, "1.00")]
    [InlineData(0.5, 0, "1")]
    [InlineData(2.5, 0, "3")]
    [InlineData(-2.5, 0, "-3")]
    [InlineData(0.000001, 7, "0.0000010")]
    [InlineData(0, 2, "0.00")]
    [InlineData(-0.0, 2, "0.00")]
    [InlineData(-0.0000001, 2, "-0.00")]
    [InlineData(123.456, 2, "123.46")]
    [InlineData(999999999999999900000d, 1, "999999999999999868928.0")]
    public void Fixed_rounds_the_exact_value(double value, int digits, string expected) => Assert.Equal(expected, DecimalText.Fixed(value, digits));

    [Theory]
    [InlineData(12345.678, 2, "1.23e+4")]
    [InlineData(0, null, "0e+0")]
    [InlineData(0, 2, "0.00e+0")]
    [InlineData(1e-6, 16, "9.9999999999999995e-7")]
    [InlineData(9.5, 0, "1e+1")]
    [InlineData(-1.5e-9, null, "-1.5e-9")]
    [InlineData(25, 0, "3e+1")]
    [InlineData(1e23, 2, "1.00e+23")]
    public void Exponential_rounds_the_exact_value(double value, int? digits, string expected) => Assert.Equal(expected, DecimalText.Exponential(value, digits));

    [Theory]
    [InlineData(123.456, 4, "123.5")]
    [InlineData(0.00001, 1, "0.00001")]
    [InlineData(0.000001, 17, "9.9999999999999995e-7")]
    [InlineData(1e21, 3, "1.00e+21")]
    [InlineData(0, 4, "0.000")]
    [InlineData(99.99, 3, "100")]
    [InlineData(99.99, 2, "1.0e+2")]
    public void Precision_rounds_the_exact_value(double value, int digits, string expected) => Assert.Equal(expected, DecimalText.Precision(value, digits));

    [Fact]
    public void All_three_agree_with_V8()
    {
        foreach (string[] line in VectorFile.Lines("decimal.txt"))
        {
            double value = VectorFile.Number(line[0]);
            int digits = int.Parse(line[2], CultureInfo.InvariantCulture);
            if (Math.Abs(value) < 1e21)
                Assert.Equal(line[3], DecimalText.Fixed(value, digits));
            Assert.Equal(line[4], DecimalText.Exponential(value, digits));
            Assert.Equal(line[5], DecimalText.Exponential(value, null));
            Assert.Equal(line[6], DecimalText.Precision(value, digits + 1));
        }
    }
}
