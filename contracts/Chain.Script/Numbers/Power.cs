using System.Numerics;

namespace Chain.Script.Numbers;

/// <summary>
/// The operator <c>**</c> on numbers. <c>Math.Pow</c> is the platform's C library and differs in the last bit; this one is arithmetic
/// alone and gives the same bits everywhere.
/// <para>The rule: with an integer exponent and a base <c>odd · 2^k</c>, where the odd part has b bits, the result is exact, rounded once
/// (half to even), when <c>b · |exponent| ≤ <see cref="ExactBitsMax"/></c>: that covers every power that is a number exactly, all powers
/// of two, and 10^n. Everything else is the algorithm of fdlibm (see <c>PowerByLogarithm</c>), whose error is below one ulp.</para>
/// </summary>
public static class Power
{
    /// <summary>The size of the largest intermediate integer of the exact way.</summary>
    private const int ExactBitsMax = 1024;

    private const int LogarithmGas = 25;
    private const int ExactGas = 40;
    private const int BitsPerGas = 8;

    /// <summary><paramref name="x"/> to the power of <paramref name="y"/> as Number::exponentiate of the specification.</summary>
    public static double Of(double x, double y)
    {
        // The basic operations round once, as the exact way does; so does the square root, further down.
        if (y is 0 or 1 or 2)
            return y == 0 ? 1 : y == 1 ? x : x * x;
        if (double.IsNaN(x) || double.IsNaN(y))
            return double.NaN;
        bool integral = NumberBits.IsIntegral(y);
        bool odd = integral && IsOdd(y);
        double magnitude = Math.Abs(x);
        if (double.IsInfinity(y))
            return magnitude == 1 ? double.NaN : magnitude > 1 == y > 0 ? double.PositiveInfinity : 0;
        if (x == 0 || double.IsInfinity(x))
            return Extreme(magnitude == 0 == y > 0, odd && double.IsNegative(x));
        if (x < 0 && !integral)
            return double.NaN;

        double result = magnitude == 1 ? 1
            : y == 0.5 ? Math.Sqrt(magnitude)
            : integral && TryExact(magnitude, y, out double exact) ? exact
            : PowerByLogarithm.Of(magnitude, y);
        return x < 0 && odd ? -result : result;
    }

    /// <summary>The gas that the operation takes beyond a simple one: exponents that may need integers of many limbs are the dear ones.</summary>
    public static int GasOf(double x, double y)
    {
        if (y is 1 or 2 or 0 || x == 0 || !double.IsFinite(x) || !double.IsFinite(y))
            return 0;
        if (!NumberBits.IsIntegral(y) || Math.Abs(y) > ExactBitsMax)
            return LogarithmGas;
        int bits = OddBits(x) * (int)Math.Abs(y);
        return bits <= ExactBitsMax ? ExactGas + (bits / BitsPerGas) : LogarithmGas;
    }

    private static double Extreme(bool small, bool negative)
    {
        double result = small ? 0 : double.PositiveInfinity;
        return negative ? -result : result;
    }

    private static bool IsOdd(double integral) => Math.Abs(integral) <= NumberBits.SafeIntegerMax && ((long)integral & 1) != 0;

    /// <summary>The bits of the odd part of a finite number's significand.</summary>
    private static int OddBits(double x)
    {
        ulong significand = NumberBits.Decompose(x).Significand;
        return 64 - BitOperations.LeadingZeroCount(significand) - BitOperations.TrailingZeroCount(significand);
    }

    private static bool TryExact(double x, double y, out double result)
    {
        result = 0;
        if (Math.Abs(y) > ExactBitsMax)
            return false;
        if (OddBits(x) * (int)Math.Abs(y) > ExactBitsMax)
            return false;
        (ulong odd, int scale) = NumberBits.Decompose(x);
        int zeros = BitOperations.TrailingZeroCount(odd);
        odd >>= zeros;
        scale += zeros;
        int exponent = (int)Math.Abs(y);

        BigInteger power = BigInteger.Pow(odd, exponent);
        int shift = scale * exponent;
        BigInteger numerator = y > 0 ? power : BigInteger.One;
        BigInteger denominator = y > 0 ? BigInteger.One : power;
        shift = y > 0 ? shift : -shift;
        result = BigIntBits.Divide(numerator, denominator, shift);
        return true;
    }
}
