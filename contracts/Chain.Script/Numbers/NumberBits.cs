namespace Chain.Script.Numbers;

/// <summary>
/// What the specification asks of a number's value, done on the bits of the double. C# casts from double to an integer type saturate,
/// wrap or are undefined, depending on platform and version, so none is used where its operand may be out of range.
/// </summary>
public static class NumberBits
{
    /// <summary>2⁵³ − 1, the largest integer below which every integer has a number of its own.</summary>
    public const double SafeIntegerMax = 9007199254740991;

    private const ulong FractionMask = (1UL << 52) - 1;
    private const ulong HiddenBit = 1UL << 52;
    private const int ExponentOfNonFinite = 0x7FF;

    /// <summary>How many bits one step of <see cref="Remainder"/> takes from the distance of the exponents.</summary>
    private const int RemainderStepBits = 11;

    /// <summary>ToInt32: the value, truncated, modulo 2³², as a signed integer; 0 for NaN and the infinities.</summary>
    public static int ToInt32(double value)
    {
        // Whatever the cast gives for a value out of range, it is an int, and so not equal to that value.
        int fast = (int)value;
        return fast == value ? fast : (int)LowBits(value);
    }

    /// <summary>ToUint32.</summary>
    public static uint ToUint32(double value) => (uint)ToInt32(value);

    /// <summary>ToInt16.</summary>
    public static short ToInt16(double value) => (short)ToInt32(value);

    /// <summary>ToUint16.</summary>
    public static ushort ToUint16(double value) => (ushort)ToInt32(value);

    /// <summary>ToInt8.</summary>
    public static sbyte ToInt8(double value) => (sbyte)ToInt32(value);

    /// <summary>ToUint8.</summary>
    public static byte ToUint8(double value) => (byte)ToInt32(value);

    /// <summary>ToIntegerOrInfinity: truncated, NaN and −0 become +0.</summary>
    public static double ToIntegerOrInfinity(double value) => double.IsNaN(value) ? 0 : Math.Truncate(value) + 0.0;

    /// <summary>Whether the value is finite and has no fraction.</summary>
    public static bool IsIntegral(double value) => double.IsFinite(value) && Math.Truncate(value) == value;

    /// <summary>The value clamped into <c>[min, max]</c>: for results of <see cref="ToIntegerOrInfinity"/> that become an index.</summary>
    public static int ClampToInt(double integer, int min, int max) => integer <= min ? min : integer >= max ? max : (int)integer;

    /// <summary>Whether it is −0.</summary>
    public static bool IsNegativeZero(double value) => BitConverter.DoubleToUInt64Bits(value) == 1UL << 63;

    /// <summary>
    /// A finite magnitude as <c>significand · 2^exponent</c>, both integers, the sign left out. Zero has the significand 0.
    /// </summary>
    public static (ulong Significand, int Exponent) Decompose(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int biased = (int)(bits >> 52) & 0x7FF;
        ulong fraction = bits & FractionMask;
        return biased == 0 ? (fraction, -1074) : (fraction | HiddenBit, biased - 1075);
    }

    /// <summary>
    /// The remainder of the operator <c>%</c>: the sign of the dividend, the quotient truncated. It is exact by definition; done here
    /// because the C library's own takes up to two thousand steps on some platforms. See <see cref="RemainderSteps"/> for its cost.
    /// </summary>
    public static double Remainder(double dividend, double divisor)
    {
        if (Math.Abs(dividend) <= SafeIntegerMax && Math.Abs(divisor) <= SafeIntegerMax)
        {
            long left = (long)dividend;
            long right = (long)divisor;
            if (left == dividend && right == divisor && right != 0)
                return left % right is long small && small != 0 ? small : double.IsNegative(dividend) ? -0.0 : 0;
        }
        if (!double.IsFinite(dividend) || double.IsNaN(divisor) || divisor == 0)
            return double.NaN;
        if (Math.Abs(dividend) < Math.Abs(divisor))
            return dividend;
        double magnitude = RemainderOfMagnitudes(dividend, divisor);
        return double.IsNegative(dividend) ? -magnitude : magnitude;
    }

    /// <summary>How many division steps <see cref="Remainder"/> may take for these operands, up to 187: what its gas is counted by.</summary>
    public static int RemainderSteps(double dividend, double divisor)
    {
        int distance = BiasedExponent(dividend) - BiasedExponent(divisor);
        return distance <= 0 ? 1 : (distance / RemainderStepBits) + 1;
    }

    private static int BiasedExponent(double value) => (int)(BitConverter.DoubleToUInt64Bits(value) >> 52) & 0x7FF;

    private static double RemainderOfMagnitudes(double dividend, double divisor)
    {
        (ulong left, int leftExponent) = Decompose(dividend);
        (ulong right, int rightExponent) = Decompose(divisor);
        int distance = leftExponent - rightExponent;
        ulong rest = left % right;
        while (distance > 0 && rest != 0)
        {
            int step = Math.Min(distance, RemainderStepBits);
            rest = (rest << step) % right;
            distance -= step;
        }
        return Compose(rest, rightExponent);
    }

    /// <summary><c>significand · 2^exponent</c> for a significand below 2⁵³ and a result that is a number exactly.</summary>
    private static double Compose(ulong significand, int exponent)
    {
        if (significand == 0)
            return 0;
        int shift = Math.Min(System.Numerics.BitOperations.LeadingZeroCount(significand) - 11, exponent + 1074);
        significand <<= shift;
        exponent -= shift;
        ulong biased = significand >= HiddenBit ? (ulong)(exponent + 1075) : 0;
        return BitConverter.UInt64BitsToDouble((biased << 52) | (significand & FractionMask));
    }

    private static uint LowBits(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int biased = (int)(bits >> 52) & 0x7FF;
        int shift = biased - 1075;
        if (biased == ExponentOfNonFinite || shift >= 32 || shift <= -53)
            return 0;
        ulong significand = (bits & FractionMask) | HiddenBit;
        uint magnitude = shift >= 0 ? (uint)(significand << shift) : (uint)(significand >> -shift);
        return (long)bits < 0 ? 0 - magnitude : magnitude;
    }
}
