using System.Globalization;
using System.Numerics;

namespace Chain.Script.Tests.Numbers;

/// <summary>
/// The slow, exact referee of number texts: every comparison is between integers of any size, and nothing is shared with the code under test.
/// A number is held as <c>numerator / denominator</c>.
/// </summary>
internal static class ExactDecimal
{
    /// <summary>Whether reading <c>digits · 10^exponent</c>, rounded to the nearest double (half to even), gives the positive value.</summary>
    public static bool ReadsBackAs(double value, BigInteger digits, int exponent)
    {
        Rational number = Rational.Of(digits, exponent, 10);
        (Rational low, Rational high, bool inclusive) = Interval(value);
        int below = number.CompareTo(low);
        int above = number.CompareTo(high);
        return inclusive ? below >= 0 && above <= 0 : below > 0 && above < 0;
    }

    /// <summary>Null when the digits are the shortest that read back as the positive value and the closest of these; otherwise what is wrong.</summary>
    public static string? FaultOfShortest(double value, string digits, int exponent) => FaultOfShortest(value, digits, exponent, 10);

    /// <summary>The same in a radix from 2 to 36: <c>digits · radix^exponent</c>.</summary>
    public static string? FaultOfShortest(double value, string digits, int exponent, int radix)
    {
        BigInteger s = Parse(digits, radix);
        Rational exact = Rational.Of(value);
        (Rational low, Rational high, bool inclusive) = Interval(value);
        if (!Inside(Rational.Of(s, exponent, radix)))
            return "does not read back";
        if (digits.EndsWith('0'))
            return "ends with a zero";

        // One digit less: the two neighbours of the value in the coarser grid must both read back as something else.
        BigInteger coarse = exact.FloorScaled(exponent + 1, radix);
        if ((!coarse.IsZero && Inside(Rational.Of(coarse, exponent + 1, radix))) || Inside(Rational.Of(coarse + 1, exponent + 1, radix)))
            return "a shorter one reads back";

        // The same number of digits: only the two neighbours in this grid can be closest.
        BigInteger fine = exact.FloorScaled(exponent, radix);
        foreach (BigInteger candidate in new[] { fine, fine + 1 })
        {
            if (candidate == s || !Inside(Rational.Of(candidate, exponent, radix)))
                continue;
            int order = exact.DistanceTo(Rational.Of(candidate, exponent, radix)).CompareTo(exact.DistanceTo(Rational.Of(s, exponent, radix)));
            if (order < 0)
                return "another of the same length is closer";
            if (order == 0 && !s.IsEven && radix % 2 == 0)
                return "another of the same length is as close and even";
        }
        return null;

        bool Inside(Rational number)
        {
            int below = number.CompareTo(low);
            int above = number.CompareTo(high);
            return inclusive ? below >= 0 && above <= 0 : below > 0 && above < 0;
        }
    }

    /// <summary>All reals that round to the positive value.</summary>
    private static (Rational Low, Rational High, bool Inclusive) Interval(double value)
    {
        Rational exact = Rational.Of(value);
        Rational lower = Rational.Of(Math.BitDecrement(value));
        double next = Math.BitIncrement(value);

        // Beyond the largest double lies the number that would follow if the exponents went on.
        Rational upper = double.IsInfinity(next) ? exact.Add(exact.Subtract(lower)) : Rational.Of(next);
        return (exact.Middle(lower), exact.Middle(upper), (BitConverter.DoubleToUInt64Bits(value) & 1) == 0);
    }

    private static BigInteger Parse(string digits, int radix)
    {
        if (radix == 10)
            return BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        BigInteger value = 0;
        foreach (char unit in digits)
            value = (value * radix) + (char.IsAsciiDigit(unit) ? unit - '0' : unit - 'a' + 10);
        return value;
    }
}
