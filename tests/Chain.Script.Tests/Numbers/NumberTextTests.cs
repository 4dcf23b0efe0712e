using Chain.Script.Numbers;

namespace Chain.Script.Tests.Numbers;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(100, "100")]
    [InlineData(-7, "-7")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(123456789012345680000d, "123456789012345680000")]
    [InlineData(999999999999999900000d, "999999999999999900000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e21, "1.5e+21")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.0000015, "0.0000015")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-1.25e-7, "-1.25e-7")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(9007199254740993d, "9007199254740992")]
    [InlineData(4.35, "4.35")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(2.98023223876953125e-8, "2.9802322387695312e-8")]
    [InlineData(4.1045368012983762e-289, "4.1045368012983762e-289")]
    public void A_number_prints_as_the_specification_lays_it_out(double value, string expected) => Assert.Equal(expected, NumberText.Of(value));

    [Fact]
    public void The_digits_of_hard_numbers_are_the_shortest_and_the_closest() => ProveShortest(Doubles.Hard());

    [Fact]
    public void The_digits_of_random_numbers_are_the_shortest_and_the_closest() => ProveShortest(Doubles.Random(120_000, 20261128));

    [Fact]
    public void What_is_printed_reads_back_as_the_same_number()
    {
        foreach (double value in Doubles.Hard().Concat(Doubles.Random(30_000, 7)))
        {
            Assert.Equal(value, NumberReader.ToNumber(NumberText.Of(value)));
            Assert.Equal(-value, NumberReader.ToNumber(NumberText.Of(-value)));
        }
    }

    [Fact]
    public void Texts_agree_with_those_of_V8()
    {
        foreach (string[] line in VectorFile.Lines("decimal.txt"))
            Assert.Equal(line[1], NumberText.Of(VectorFile.Number(line[0])));
    }

    private static void ProveShortest(IEnumerable<double> values)
    {
        foreach (double value in values)
        {
            (string digits, int exponent) = Parse(NumberText.Of(value));
            Assert.True(ExactDecimal.FaultOfShortest(value, digits, exponent) is null, $"{value:R}: {ExactDecimal.FaultOfShortest(value, digits, exponent)}");
        }
    }

    /// <summary>The digits without zeros at either end, as an integer, and the power of ten that stands with it.</summary>
    private static (string Digits, int Exponent) Parse(string text)
    {
        string[] parts = text.Split("e");
        int exponent = parts.Length == 2 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        string[] sides = parts[0].Split('.');
        if (sides.Length == 2)
            exponent -= sides[1].Length;
        string digits = string.Concat(sides);
        string trimmed = digits.TrimEnd('0');
        return (trimmed.TrimStart('0'), exponent + digits.Length - trimmed.Length);
    }
}
