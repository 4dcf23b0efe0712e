namespace Chain.Script.Numbers;

/// <summary>
/// <c>x^y = 2^(y · log₂ x)</c> with the logarithm carried in two doubles, after the algorithm of fdlibm's e_pow (Sun Microsystems, 1993;
/// error below one ulp), with its polynomial coefficients. Only the basic operations of IEEE 754 are used, each rounded by itself:
/// nothing is fused and nothing depends on a platform's library.
/// <code>
/// 1. x = 2^n · m, m near 1 or 1.5:  s = (m − k) / (m + k),  log₂ m = log₂ k + 2/ln 2 · (s + s³/3 + s⁵/5 + …)
/// 2. y · log₂ x = whole + rest, |rest| ≤ ½, the product in two doubles
/// 3. 2^rest from a rational approximation of e^z, then scaled by 2^whole
/// </code>
/// </summary>
internal static class PowerByLogarithm
{
    /// <summary>Coefficients of <c>3 · (atanh s − s − s³/3) / s⁵</c>, minimax on |s| ≤ 0.2679.</summary>
    private static readonly double[] Logarithm =
    [
        Bits(0x3FE3333333333303), Bits(0x3FDB6DB6DB6FABFF), Bits(0x3FD55555518F264D),
        Bits(0x3FD17460A91D4101), Bits(0x3FCD864A93C9DB65), Bits(0x3FCA7E284A454EEF),
    ];

    /// <summary>Coefficients of <c>z · coth(z/2) − 2</c> in powers of z², minimax on |z| ≤ ln 2 / 2.</summary>
    private static readonly double[] Exponential =
    [
        Bits(0x3FC555555555553E), Bits(0xBF66C16C16BEBD93), Bits(0x3F11566AAF25DE2C),
        Bits(0xBEBBBD41C5D26BF1), Bits(0x3E66376972BEA4D0),
    ];

    /// <summary>log₂ 1.5, its leading bits and the rest.</summary>
    private static readonly double LogOfOneAndHalfHigh = Bits(0x3FE2B80340000000);
    private static readonly double LogOfOneAndHalfLow = Bits(0x3E4CFDEB43CFD006);

    /// <summary>2 / (3 ln 2): whole, its leading bits and the rest.</summary>
    private static readonly double TwoThirdsOfLog2E = Bits(0x3FEEC709DC3A03FD);
    private static readonly double TwoThirdsOfLog2EHigh = Bits(0x3FEEC709E0000000);
    private static readonly double TwoThirdsOfLog2ELow = Bits(0xBE3E2FE0145B01F5);

    /// <summary>1 / ln 2 likewise.</summary>
    private static readonly double Log2E = Bits(0x3FF71547652B82FE);
    private static readonly double Log2EHigh = Bits(0x3FF7154760000000);
    private static readonly double Log2ELow = Bits(0x3E54AE0BF85DDF44);

    /// <summary>ln 2 likewise.</summary>
    private static readonly double Ln2 = Bits(0x3FE62E42FEFA39EF);
    private static readonly double Ln2High = Bits(0x3FE62E4300000000);
    private static readonly double Ln2Low = Bits(0xBE205C610CA86C39);

    /// <summary>A power of a positive finite x other than 1, with a finite y other than 0.</summary>
    public static double Of(double x, double y)
    {
        double magnitude = Math.Abs(y);
        if (magnitude > LargeExponent && BeyondRange(x, y, magnitude, out double extreme))
            return extreme;
        (double high, double low) = magnitude > LargeExponent ? LogarithmNearOne(x) : LogarithmOf(x);

        double yHigh = Head(y);
        double lowProduct = ((y - yHigh) * high) + (y * low);
        double highProduct = yHigh * high;
        double product = lowProduct + highProduct;
        if (product >= 1024 && (product > 1024 || lowProduct + OverflowSlack > product - highProduct))
            return double.PositiveInfinity;
        if (product <= -1075 && (product < -1075 || lowProduct <= product - highProduct))
            return 0;
        return Exponentiate(product, highProduct, lowProduct);
    }

    /// <summary>How far below 1024 the logarithm of the least overflowing value lies.</summary>
    private const double OverflowSlack = 8.0085662595372944372e-17;

    /// <summary>Above this exponent every power is out of range but those of numbers within 2⁻²⁰ of 1; above 2⁶⁴ all are but those of 1.</summary>
    private const double LargeExponent = 2147483648.0;

    private static bool BeyondRange(double x, double y, double magnitude, out double extreme)
    {
        bool near = magnitude <= 18446744073709551616.0 && x >= JustBelowOne && x < JustAboveOne;
        extreme = x > 1 == y > 0 ? double.PositiveInfinity : 0;
        return !near;
    }

    private static readonly double JustBelowOne = Bits(0x3FEFFFFF00000000);
    private static readonly double JustAboveOne = Bits(0x3FF0000100000000);

    /// <summary>log₂ x for |x − 1| ≤ 2⁻²⁰ by the first terms of the series.</summary>
    private static (double High, double Low) LogarithmNearOne(double x)
    {
        double t = x - 1;
        double w = t * t * (0.5 - (t * (0.3333333333333333333333 - (t * 0.25))));
        double u = Log2EHigh * t;
        double v = (t * Log2ELow) - (w * Log2E);
        double high = Head(u + v);
        return (high, v - (high - u));
    }

    private static (double High, double Low) LogarithmOf(double x)
    {
        (double mantissa, int exponent, bool aboveOne) = Normalise(x);
        double center = aboveOne ? 1.5 : 1;

        // s = (m − k) / (m + k) in two doubles.
        double u = mantissa - center;
        double v = 1 / (mantissa + center);
        double s = u * v;
        double sHigh = Head(s);
        double sumHigh = SumHead(mantissa, aboveOne);
        double sumLow = mantissa - (sumHigh - center);
        double sLow = v * (u - (sHigh * sumHigh) - (sHigh * sumLow));

        // 3 · atanh(s) = s · (3 + s² + …) in two doubles.
        double square = s * s;
        double tail = square * square * Polynomial(Logarithm, square);
        tail += sLow * (sHigh + s);
        square = sHigh * sHigh;
        double factorHigh = Head(3 + square + tail);
        double factorLow = tail - (factorHigh - 3 - square);
        u = sHigh * factorHigh;
        v = (sLow * factorHigh) + (factorLow * s);
        double pHigh = Head(u + v);
        double pLow = v - (pHigh - u);

        // log₂ x = exponent + log₂ k + 2/(3 ln 2) · that.
        double zHigh = TwoThirdsOfLog2EHigh * pHigh;
        double zLow = (TwoThirdsOfLog2ELow * pHigh) + (pLow * TwoThirdsOfLog2E) + (aboveOne ? LogOfOneAndHalfLow : 0);
        double centerLog = aboveOne ? LogOfOneAndHalfHigh : 0;
        double whole = exponent;
        double high = Head(zHigh + zLow + centerLog + whole);
        return (high, zLow - (high - whole - centerLog - zHigh));
    }

    /// <summary>x = mantissa · 2^exponent with the mantissa in [√3/2, √3): near 1, or near 1.5 (<c>AboveOne</c>).</summary>
    private static (double Mantissa, int Exponent, bool AboveOne) Normalise(double x)
    {
        int exponent = 0;
        if (x < Bits(0x0010000000000000))
        {
            x *= 9007199254740992.0;
            exponent = -53;
        }
        ulong bits = BitConverter.DoubleToUInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        ulong fraction = bits & 0x000FFFFFFFFFFFFF;
        uint fractionHigh = (uint)(fraction >> 32);
        bool aboveOne = fractionHigh is > 0x3988E and < 0xBB67A;
        ulong biased = 0x3FF;
        if (fractionHigh >= 0xBB67A)
        {
            exponent++;
            biased = 0x3FE;
        }
        return (BitConverter.UInt64BitsToDouble((biased << 52) | fraction), exponent, aboveOne);
    }

    /// <summary>The leading bits of mantissa + center, put together from the mantissa's own.</summary>
    private static double SumHead(double mantissa, bool aboveOne)
    {
        uint high = (uint)(BitConverter.DoubleToUInt64Bits(mantissa) >> 32);
        uint head = ((high >> 1) | 0x20000000) + 0x00080000 + (aboveOne ? 0x00040000u : 0);
        return BitConverter.UInt64BitsToDouble((ulong)head << 32);
    }

    /// <summary>2^(high + low), where product is their rounded sum.</summary>
    private static double Exponentiate(double product, double high, double low)
    {
        int whole = 0;
        if (Head(Math.Abs(product)) > 0.5)
        {
            double rounded = Math.Floor(Math.Abs(product) + 0.5);
            rounded = product < 0 ? -rounded : rounded;
            whole = (int)rounded;
            high -= rounded;
        }
        double head = Head(low + high);
        double u = head * Ln2High;
        double v = ((low - (head - high)) * Ln2) + (head * Ln2Low);
        double z = u + v;
        double w = v - (z - u);
        double square = z * z;
        double series = z - (square * Polynomial(Exponential, square));
        double rest = (z * series / (series - 2)) - (w + (z * w));
        return Scale(1 - (rest - z), whole);
    }

    /// <summary>value · 2^exponent for a value near 1, rounded once also when the result is subnormal.</summary>
    private static double Scale(double value, int exponent)
    {
        if (exponent > 1023)
            return value * Bits(0x7FE0000000000000) * PowerOfTwo(exponent - 1023);
        if (exponent < -1021)
            return value * PowerOfTwo(exponent + 1000) * PowerOfTwo(-1000);
        return value * PowerOfTwo(exponent);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.UInt64BitsToDouble((ulong)(exponent + 1023) << 52);

    /// <summary>The value with the lower 32 bits of its significand cleared: products of two such heads are exact.</summary>
    private static double Head(double value) =>
        BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(value) & 0xFFFFFFFF00000000);

    private static double Polynomial(double[] coefficients, double x)
    {
        double sum = coefficients[^1];
        for (int index = coefficients.Length - 2; index >= 0; index--)
            sum = coefficients[index] + (x * sum);
        return sum;
    }

    private static double Bits(ulong bits) => BitConverter.UInt64BitsToDouble(bits);
}
