using System.Numerics;

namespace Chain.Script.Numbers;

/// <summary>
/// Number::toString of the specification for the radices 2 to 36 but 10. The rule, exact for every number and radix: of the digit
/// strings that read back as the number (rounding half to even) the shortest, of those the closest, of two equally close the even one.
/// The digits are always laid out with a point and never with an exponent; places of an integer that the shortest digits do not reach
/// are zeros. (V8 agrees for integers up to 2⁵³ and wherever the radix is a power of two; elsewhere its digits carry rounding errors.)
/// </summary>
/// <remarks>
/// Digit generation after Steele and White, "How to print floating-point numbers accurately" (1990), in the form of Burger and Dybvig
/// (1996): the rest and the distances to both neighbours are kept as integers over a common scale, so that nothing is ever rounded.
/// </remarks>
public static class RadixText
{
    private const string DigitUnits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The bits that stand in one digit of each radix, times 4,096, rounded down: log₂ in integers.</summary>
    private static readonly int[] BitsOfDigit = BitsOfEveryDigit();

    /// <summary>The text of a number in a radix from 2 to 36; radix 10 gives the text of <see cref="NumberText"/>.</summary>
    public static string Of(double value, int radix)
    {
        if (radix == 10 || !double.IsFinite(value) || value == 0)
            return NumberText.Of(value);
        double magnitude = Math.Abs(value);
        if (magnitude <= NumberBits.SafeIntegerMax && (long)magnitude == magnitude)
            return OfInteger((long)magnitude, radix, value < 0);

        (List<char> digits, int point) = Shortest(magnitude, radix);
        string sign = value < 0 ? "-" : "";
        if (point <= 0)
            return string.Concat(sign, "0.", new string('0', -point), new string([.. digits]));
        if (point >= digits.Count)
            return string.Concat(sign, new string([.. digits]), new string('0', point - digits.Count));
        return string.Concat(sign, new string([.. digits[..point]]), ".", new string([.. digits[point..]]));
    }

    private static string OfInteger(long magnitude, int radix, bool negative)
    {
        Span<char> buffer = stackalloc char[54];
        int at = buffer.Length;
        do
        {
            buffer[--at] = DigitUnits[(int)(magnitude % radix)];
            magnitude /= radix;
        }
        while (magnitude != 0);
        if (negative)
            buffer[--at] = '-';
        return buffer[at..].ToString();
    }

    /// <summary>The shortest digits of a positive number as <c>0.d₁d₂… · radix^point</c>.</summary>
    internal static (List<char> Digits, int Point) Shortest(double value, int radix)
    {
        (ulong significand, int exponent) = NumberBits.Decompose(value);
        bool even = (significand & 1) == 0;

        // rest / scale is the number; above / scale and below / scale are half the distances to its neighbours.
        bool narrowBelow = significand == 1UL << 52 && exponent > -1074;
        int doubling = narrowBelow ? 2 : 1;
        BigInteger rest = (BigInteger)significand << (Math.Max(exponent, 0) + doubling);
        BigInteger scale = BigInteger.One << (Math.Max(-exponent, 0) + doubling);
        BigInteger below = BigInteger.One << Math.Max(exponent, 0);
        BigInteger above = narrowBelow ? below << 1 : below;

        int point = EstimatePoint(significand, exponent, radix);
        if (point > 0)
        {
            scale *= BigInteger.Pow(radix, point);
        }
        else
        {
            BigInteger factor = BigInteger.Pow(radix, -point);
            rest *= factor;
            below *= factor;
            above *= factor;
        }
        while (Reaches(rest + above, scale, even))
        {
            scale *= radix;
            point++;
        }
        return (Generate(rest, scale, below, above, even, radix), point);
    }

    private static List<char> Generate(BigInteger rest, BigInteger scale, BigInteger below, BigInteger above, bool even, int radix)
    {
        var digits = new List<char>();
        while (true)
        {
            BigInteger quotient = BigInteger.DivRem(rest * radix, scale, out rest);
            below *= radix;
            above *= radix;
            int digit = (int)quotient;
            bool downReads = Reaches(below, rest, even);
            bool upReads = Reaches(rest + above, scale, even);
            if (!downReads && !upReads)
            {
                digits.Add(DigitUnits[digit]);
                continue;
            }
            int half = (rest << 1).CompareTo(scale);
            bool up = upReads && (!downReads || half > 0 || (half == 0 && (digit & 1) != 0));
            digits.Add(DigitUnits[up ? digit + 1 : digit]);
            return digits;
        }
    }

    /// <summary>The ends of the interval that reads back as the number belong to it when its significand is even.</summary>
    private static bool Reaches(BigInteger left, BigInteger right, bool even) => even ? left >= right : left > right;

    /// <summary>The point, or some places less, never more: <see cref="Shortest"/> goes up from here.</summary>
    private static int EstimatePoint(ulong significand, int exponent, int radix)
    {
        int bits = 63 - BitOperations.LeadingZeroCount(significand) + exponent;
        return bits >= 0
            ? (bits << 12) / (BitsOfDigit[radix] + 1)
            : -((-bits << 12) / BitsOfDigit[radix]) - 1;
    }

    private static int[] BitsOfEveryDigit()
    {
        int[] bits = new int[37];
        for (int radix = 2; radix < bits.Length; radix++)
            bits[radix] = (int)BigInteger.Pow(radix, 4096).GetBitLength() - 1;
        return bits;
    }
}
