using System.Globalization;

namespace Chain.Script.Numbers;

/// <summary>Number::toString of the specification, radix 10: the shortest digits, laid out as scripts know them.</summary>
public static class NumberText
{
    /// <summary>The longest text that <see cref="Of(double)"/> gives: sign, "0.00000", 17 digits, or the like.</summary>
    public const int LengthMax = 25;

    private const int PositionalPointMax = 21;
    private const int PositionalPointMin = -5;

    /// <summary>The text of a number, as <c>String(value)</c> gives it.</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        if (Math.Abs(value) <= NumberBits.SafeIntegerMax && (long)value == value)
            return ((long)value).ToString(NumberFormatInfo.InvariantInfo);

        DecimalDigits digits = DecimalDigits.Shortest(value);
        Span<char> buffer = stackalloc char[LengthMax];
        var writer = new SpanWriter(buffer);
        if (value < 0)
            writer.Add('-');
        LayOut(ref writer, digits.Digits, digits.Point);
        return writer.ToString();
    }

    private static void LayOut(ref SpanWriter writer, scoped ReadOnlySpan<char> digits, int point)
    {
        if (point is < PositionalPointMin or > PositionalPointMax)
            Exponential(ref writer, digits, point - 1);
        else
            Positional(ref writer, digits, point);
    }

    /// <summary><c>d.ddde±x</c>.</summary>
    internal static void Exponential(ref SpanWriter writer, scoped ReadOnlySpan<char> digits, int exponent)
    {
        writer.Add(digits[0]);
        if (digits.Length > 1)
        {
            writer.Add('.');
            writer.Add(digits[1..]);
        }
        writer.Add('e');
        writer.Add(exponent < 0 ? '-' : '+');
        writer.AddInteger(Math.Abs(exponent));
    }

    /// <summary>Digits and zeros around a point that stands <paramref name="point"/> places after the first digit's start.</summary>
    internal static void Positional(ref SpanWriter writer, scoped ReadOnlySpan<char> digits, int point)
    {
        if (point <= 0)
        {
            writer.Add("0.");
            writer.AddZeros(-point);
            writer.Add(digits);
        }
        else if (point >= digits.Length)
        {
            writer.Add(digits);
            writer.AddZeros(point - digits.Length);
        }
        else
        {
            writer.Add(digits[..point]);
            writer.Add('.');
            writer.Add(digits[point..]);
        }
    }
}
