using System.Numerics;

namespace Chain.Script.Tests.Numbers;

/// <summary>A fraction of integers of any size; the denominator is positive. Not reduced.</summary>
internal readonly record struct Rational(BigInteger Numerator, BigInteger Denominator) : IComparable<Rational>
{
    public static Rational Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        int exponent = (int)(bits >> 52);
        BigInteger significand = bits & ((1L << 52) - 1);
        if (exponent == 0)
            exponent = 1;
        else
            significand += BigInteger.One << 52;
        exponent -= 1075;
        return exponent >= 0 ? new(significand << exponent, 1) : new(significand, BigInteger.One << -exponent);
    }

    public static Rational Of(BigInteger digits, int exponent, int radix) => exponent >= 0
        ? new(digits * BigInteger.Pow(radix, exponent), 1)
        : new(digits, BigInteger.Pow(radix, -exponent));

    public Rational Add(Rational other) => new((Numerator * other.Denominator) + (other.Numerator * Denominator), Denominator * other.Denominator);

    public Rational Subtract(Rational other) => new((Numerator * other.Denominator) - (other.Numerator * Denominator), Denominator * other.Denominator);

    public Rational Middle(Rational other)
    {
        Rational sum = Add(other);
        return sum with { Denominator = sum.Denominator * 2 };
    }

    public Rational DistanceTo(Rational other)
    {
        Rational difference = Subtract(other);
        return difference with { Numerator = BigInteger.Abs(difference.Numerator) };
    }

    /// <summary>The floor of the value divided by <c>radix^exponent</c>.</summary>
    public BigInteger FloorScaled(int exponent, int radix) => exponent >= 0
        ? Numerator / (Denominator * BigInteger.Pow(radix, exponent))
        : Numerator * BigInteger.Pow(radix, -exponent) / Denominator;

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
}
