using System.Numerics;

namespace Chain.Script.Numbers;

/// <summary>Between bigints and numbers, exactly or rounded once (half to even).</summary>
public static class BigIntBits
{
    /// <summary>The number nearest to an integer; an infinity when it is beyond the largest.</summary>
    public static double ToNumber(BigInteger value)
    {
        if (value.IsZero)
            return 0;
        BigInteger magnitude = BigInteger.Abs(value);
        long length = (long)magnitude.GetBitLength();
        double rounded = length <= 63 ? (long)magnitude : RoundLong(magnitude, length);
        return value.Sign < 0 ? -rounded : rounded;
    }

    /// <summary>The bigint of a number without a fraction.</summary>
    public static BigInteger FromIntegral(double value)
    {
        (ulong significand, int exponent) = NumberBits.Decompose(value);
        BigInteger magnitude = exponent >= 0 ? (BigInteger)significand << exponent : (BigInteger)significand >> -exponent;
        return value < 0 ? -magnitude : magnitude;
    }

    /// <summary>Compares a bigint with a number exactly: −1, 0 or 1; the number is not NaN.</summary>
    public static int Compare(BigInteger left, double right)
    {
        if (double.IsInfinity(right))
            return right > 0 ? -1 : 1;
        double floor = Math.Floor(right);
        int order = left.CompareTo(FromIntegral(floor));
        return order == 0 && right > floor ? -1 : Math.Sign(order);
    }

    /// <summary>The double nearest to <c>numerator / denominator · 2^exponent</c>, both positive and of any size.</summary>
    internal static double Divide(BigInteger numerator, BigInteger denominator, int exponent)
    {
        // The quotient is brought to 65 or 66 bits; what is cut off only matters by not being zero.
        int shift = (int)(65 - ((long)numerator.GetBitLength() - (long)denominator.GetBitLength()));
        BigInteger quotient = shift >= 0
            ? BigInteger.DivRem(numerator << shift, denominator, out BigInteger rest)
            : BigInteger.DivRem(numerator, denominator << -shift, out rest);
        return Scale(quotient, !rest.IsZero, exponent - shift);
    }

    private static double RoundLong(BigInteger magnitude, long length)
    {
        if (length > 1024)
            return double.PositiveInfinity;
        int dropped = (int)length - 63;
        BigInteger top = magnitude >> dropped;
        return Scale(top, top << dropped != magnitude, dropped);
    }

    /// <summary>The double nearest to <c>(top + rest) · 2^exponent</c>, 0 ≤ rest &lt; 1, for a top of at least 55 bits.</summary>
    private static double Scale(BigInteger top, bool rest, int exponent)
    {
        int length = (int)top.GetBitLength();
        if (length + exponent > 1024)
            return double.PositiveInfinity;
        int keep = Math.Min(53, length + exponent + 1074);
        if (keep < 0)
            return 0;
        int dropped = length - keep;
        ulong significand = (ulong)(top >> dropped);
        BigInteger cut = top - ((BigInteger)significand << dropped);
        int half = cut.CompareTo(BigInteger.One << (dropped - 1));
        if (half > 0 || (half == 0 && (rest || (significand & 1) != 0)))
            significand++;
        return Compose(significand, exponent + dropped);
    }

    /// <summary>A significand of at most 2⁵³ with the exponent of its lowest bit: exact, or an infinity.</summary>
    private static double Compose(ulong significand, int exponent)
    {
        if (significand == 1UL << 53)
        {
            significand >>= 1;
            exponent++;
        }
        if (exponent > 971)
            return double.PositiveInfinity;
        bool normal = significand >= 1UL << 52;
        ulong biased = normal ? (ulong)(exponent + 1075) : 0;
        return BitConverter.UInt64BitsToDouble((biased << 52) | (significand & ((1UL << 52) - 1)));
    }
}
