using System.Globalization;
using System.Numerics;

namespace Chain.Script.Numbers;

/// <summary>
/// <c>toFixed</c>, <c>toExponential</c> and <c>toPrecision</c>: the integer n for which n / 10^digits is closest to the exact value of
/// the number, the larger n when two are equally close, as the specification says; computed in integers of any size.
/// </summary>
public static class DecimalText
{
    /// <summary>The most digits that the three methods may be asked for.</summary>
    public const int DigitsMax = 100;

    /// <summary><c>toFixed</c> of a finite number below 10²¹ in magnitude.</summary>
    public static string Fixed(double value, int digits)
    {
        BigInteger rounded = RoundScaled(value, digits);
        string text = rounded.ToString(NumberFormatInfo.InvariantInfo);
        if (digits > 0)
        {
            text = text.PadLeft(digits + 1, '0');
            text = string.Concat(text.AsSpan(0, text.Length - digits), ".", text.AsSpan(text.Length - digits));
        }
        return value < 0 ? "-" + text : text;
    }

    /// <summary><c>toExponential</c> of a finite number; the shortest digits when <paramref name="digits"/> is null.</summary>
    public static string Exponential(double value, int? digits)
    {
        Span<char> buffer = stackalloc char[DigitsMax + 10];
        var writer = new SpanWriter(buffer);
        if (value < 0)
            writer.Add('-');
        if (digits is null && value != 0)
        {
            DecimalDigits shortest = DecimalDigits.Shortest(value);
            NumberText.Exponential(ref writer, shortest.Digits, shortest.Point - 1);
            return writer.ToString();
        }
        (string text, int exponent) = RoundToDigits(value, (digits ?? 0) + 1);
        NumberText.Exponential(ref writer, text, exponent);
        return writer.ToString();
    }

    /// <summary><c>toPrecision</c> of a finite number, 1 to 100 digits.</summary>
    public static string Precision(double value, int digits)
    {
        Span<char> buffer = stackalloc char[DigitsMax + 10];
        var writer = new SpanWriter(buffer);
        if (value < 0)
            writer.Add('-');
        (string text, int exponent) = RoundToDigits(value, digits);
        if (exponent < -6 || exponent >= digits)
            NumberText.Exponential(ref writer, text, exponent);
        else
            NumberText.Positional(ref writer, text, exponent + 1);
        return writer.ToString();
    }

    /// <summary>The magnitude as <paramref name="count"/> decimal digits <c>d.ddd · 10^exponent</c>.</summary>
    private static (string Digits, int Exponent) RoundToDigits(double value, int count)
    {
        if (value == 0)
            return (new string('0', count), 0);

        // Where the shortest digits name a power of ten the number may lie below it and have one place more; rounding may reach the next power.
        DecimalDigits shortest = DecimalDigits.Shortest(value);
        bool powerOfTen = shortest.Count == 1 && shortest.Digits[0] == '1';
        int exponent = shortest.Point - (powerOfTen ? 2 : 1);
        BigInteger limit = BigInteger.Pow(10, count);
        BigInteger rounded = RoundScaled(value, count - 1 - exponent);
        while (rounded >= limit)
            rounded = RoundScaled(value, count - 1 - ++exponent);
        return (rounded.ToString(NumberFormatInfo.InvariantInfo), exponent);
    }

    /// <summary>The magnitude times 10^places as an integer, a half rounded up.</summary>
    private static BigInteger RoundScaled(double value, int places)
    {
        (ulong significand, int exponent) = NumberBits.Decompose(value);
        BigInteger numerator = significand;
        BigInteger denominator = BigInteger.One;
        if (places >= 0)
            numerator *= BigInteger.Pow(10, places);
        else
            denominator = BigInteger.Pow(10, -places);
        if (exponent >= 0)
            numerator <<= exponent;
        else
            denominator <<= -exponent;
        return ((numerator << 1) + denominator) / (denominator << 1);
    }
}
