using System.Globalization;
using System.Numerics;

namespace Chain.Script.Numbers;

/// <summary>Bigints and their texts. Sizes are capped before anything that is not linear begins; the caller charges.</summary>
public static class BigIntText
{
    private const string DigitUnits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>StringToBigInt: spaces around, a sign only with decimal digits, no suffix.</summary>
    public static BigIntParse Parse(ReadOnlySpan<char> text, out BigInteger value)
    {
        value = BigInteger.Zero;
        text = ScriptSpace.Trim(text);
        if (text.IsEmpty)
            return BigIntParse.Done;
        int radix = text.Length > 2 && text[0] == '0' ? NumberReader.RadixOfPrefix(text[1]) : 0;
        bool negative = radix == 0 && text[0] == '-';
        int skip = radix != 0 ? 2 : text[0] is '+' or '-' ? 1 : 0;
        radix = radix == 0 ? 10 : radix;
        ReadOnlySpan<char> digits = text[skip..];
        if (!NumberReader.AllDigits(digits, radix))
            return BigIntParse.NotANumber;
        if (!TryParseDigits(digits, radix, out value))
            return BigIntParse.TooLarge;
        if (negative)
            value = -value;
        return BigIntParse.Done;
    }

    /// <summary>The value of digits that are all valid in the radix; false when it passes the cap.</summary>
    public static bool TryParseDigits(ReadOnlySpan<char> digits, int radix, out BigInteger value)
    {
        value = BigInteger.Zero;
        digits = digits.TrimStart('0');
        if (digits.Length > DigitsMax(radix))
            return false;
        if (!digits.IsEmpty)
        {
            value = radix == 10 ? BigInteger.Parse(digits, NumberStyles.None, NumberFormatInfo.InvariantInfo)
                : BitOperations.IsPow2(radix) ? ReadBits(digits, BitOperations.Log2((uint)radix))
                : Accumulate(digits, radix);
        }
        return BigInteger.Abs(value).GetBitLength() <= ScriptLimits.BigIntBitsMax;
    }

    /// <summary>The text of a bigint in a radix from 2 to 36.</summary>
    public static string Of(BigInteger value, int radix)
    {
        if (radix == 10)
            return value.ToString(NumberFormatInfo.InvariantInfo);
        if (value.IsZero)
            return "0";
        if (BitOperations.IsPow2(radix))
            return WriteBits(value, BitOperations.Log2((uint)radix));
        var chunks = new List<ulong>();
        (ulong scale, int width) = Chunk(radix);
        BigInteger rest = BigInteger.Abs(value);
        while (!rest.IsZero)
        {
            rest = BigInteger.DivRem(rest, scale, out BigInteger chunk);
            chunks.Add((ulong)chunk);
        }
        return Join(chunks, radix, width, value.Sign < 0);
    }

    /// <summary>As many digits as a value within the cap can have in the radix.</summary>
    private static int DigitsMax(int radix) => radix switch
    {
        2 => ScriptLimits.BigIntBitsMax,
        8 => (ScriptLimits.BigIntBitsMax / 3) + 1,
        16 => ScriptLimits.BigIntBitsMax / 4,
        _ => ScriptLimits.BigIntDigitsMax,
    };

    /// <summary>Digits of a radix 2^bits, read from the lowest: each has its place among the bits.</summary>
    private static BigInteger ReadBits(ReadOnlySpan<char> digits, int bits)
    {
        byte[] bytes = new byte[(((long)digits.Length * bits) / 8) + 2];
        int place = 0;
        for (int index = digits.Length - 1; index >= 0; index--, place += bits)
        {
            int digit = NumberReader.DigitOf(digits[index]) << (place & 7);
            bytes[place >> 3] |= (byte)digit;
            bytes[(place >> 3) + 1] |= (byte)(digit >> 8);
        }
        return new BigInteger(bytes, isUnsigned: true);
    }

    private static string WriteBits(BigInteger value, int bits)
    {
        byte[] bytes = BigInteger.Abs(value).ToByteArray(isUnsigned: true);
        int length = (int)(((long)BigInteger.Abs(value).GetBitLength() + bits - 1) / bits);
        int sign = value.Sign < 0 ? 1 : 0;
        char[] text = new char[length + sign];
        text[0] = '-';
        int place = 0;
        for (int at = text.Length - 1; at >= sign; at--, place += bits)
        {
            int next = (place >> 3) + 1 < bytes.Length ? bytes[(place >> 3) + 1] << 8 : 0;
            text[at] = DigitUnits[((bytes[place >> 3] | next) >> (place & 7)) & ((1 << bits) - 1)];
        }
        return new string(text);
    }

    private static string Join(List<ulong> chunks, int radix, int width, bool negative)
    {
        char[] buffer = new char[(chunks.Count * width) + 1];
        int at = buffer.Length;
        for (int index = 0; index < chunks.Count; index++)
        {
            ulong chunk = chunks[index];
            bool last = index == chunks.Count - 1;
            for (int digit = 0; last ? chunk != 0 : digit < width; digit++)
            {
                buffer[--at] = DigitUnits[(int)(chunk % (ulong)radix)];
                chunk /= (ulong)radix;
            }
        }
        if (negative)
            buffer[--at] = '-';
        return new string(buffer, at, buffer.Length - at);
    }

    private static BigInteger Accumulate(ReadOnlySpan<char> digits, int radix)
    {
        (ulong scale, int width) = Chunk(radix);
        var value = BigInteger.Zero;
        int head = digits.Length % width;
        if (head > 0)
            value = ReadChunk(digits[..head], radix);
        for (int at = head; at < digits.Length; at += width)
            value = (value * scale) + ReadChunk(digits.Slice(at, width), radix);
        return value;
    }

    private static ulong ReadChunk(ReadOnlySpan<char> digits, int radix)
    {
        ulong chunk = 0;
        foreach (char unit in digits)
            chunk = (chunk * (ulong)radix) + (ulong)NumberReader.DigitOf(unit);
        return chunk;
    }

    /// <summary>The largest power of the radix below 2³², and its exponent: one limb, the fast case of BigInteger.</summary>
    private static (ulong Scale, int Width) Chunk(int radix)
    {
        ulong scale = (ulong)radix;
        int width = 1;
        while (scale * (ulong)radix <= uint.MaxValue)
        {
            scale *= (ulong)radix;
            width++;
        }
        return (scale, width);
    }
}
