using System.Globalization;
using System.Numerics;

namespace Chain.Script.Lexing;

/// <summary>The values of numeric literals: correctly rounded, ties to even, on every platform.</summary>
internal static class NumericText
{
    private const int MantissaBits = 53;

    /// <summary>A decimal literal without separators: <c>digits [. digits] [e [sign] digits]</c>.</summary>
    public static double Decimal(ReadOnlySpan<char> text)
    {
        // Up to 15 digits every integer is exact.
        if (text.Length <= 15)
        {
            long value = 0;
            foreach (char c in text)
            {
                if (!Characters.IsDigit(c))
                    return General(text);
                value = (value * 10) + (c - '0');
            }
            return value;
        }
        return General(text);
    }

    /// <summary>Digits of a radix that is a power of two, without prefix and separators.</summary>
    public static double PowerOfTwoRadix(ReadOnlySpan<char> digits, int bitsPerDigit)
    {
        // Keeps the leading bits, one more to round by, and whether anything behind them is set.
        ulong mantissa = 0;
        int dropped = 0;
        bool isSticky = false;
        foreach (char c in digits)
        {
            int digit = Characters.HexValue(c);
            for (int bit = bitsPerDigit - 1; bit >= 0; bit--)
            {
                ulong next = (ulong)((digit >> bit) & 1);
                if (mantissa >> (MantissaBits + 1) == 0)
                {
                    mantissa = (mantissa << 1) | next;
                    continue;
                }
                dropped++;
                isSticky |= next != 0;
            }
        }
        return Round(mantissa, dropped, isSticky);
    }

    /// <summary>A decimal bigint literal without suffix and separators.</summary>
    public static BigInteger DecimalBigInt(ReadOnlySpan<char> digits) => BigInteger.Parse(digits, NumberStyles.None, NumberFormatInfo.InvariantInfo);

    /// <summary>A bigint literal of a radix that is a power of two.</summary>
    public static BigInteger PowerOfTwoRadixBigInt(ReadOnlySpan<char> digits, int bitsPerDigit)
    {
        byte[] bytes = new byte[((digits.Length * bitsPerDigit) + 7) / 8];
        int at = 0;
        for (int index = digits.Length - 1; index >= 0; index--)
        {
            int digit = Characters.HexValue(digits[index]);
            for (int bit = 0; bit < bitsPerDigit; bit++, at++)
                bytes[at >> 3] |= (byte)(((digit >> bit) & 1) << (at & 7));
        }
        return new BigInteger(bytes, isUnsigned: true);
    }

    private static double Round(ulong mantissa, int dropped, bool isSticky)
    {
        if (mantissa >> MantissaBits == 0)
            return (long)mantissa;
        int excess = (mantissa >> (MantissaBits + 1)) != 0 ? 2 : 1;
        ulong rest = mantissa & ((1UL << excess) - 1);
        ulong half = 1UL << (excess - 1);
        mantissa >>= excess;
        dropped += excess;
        if (rest > half || (rest == half && (isSticky || (mantissa & 1) != 0)))
            mantissa++;
        if (mantissa >> MantissaBits != 0)
        {
            mantissa >>= 1;
            dropped++;
        }
        long exponent = (long)dropped + MantissaBits - 1 + 1023;
        return exponent >= 0x7FF ? double.PositiveInfinity : BitConverter.UInt64BitsToDouble(((ulong)exponent << 52) | (mantissa & ((1UL << 52) - 1)));
    }

    // The platform's parser reads any number of digits and rounds correctly; tests hold it against exact arithmetic.
    private static double General(ReadOnlySpan<char> text) =>
        double.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, NumberFormatInfo.InvariantInfo);
}
