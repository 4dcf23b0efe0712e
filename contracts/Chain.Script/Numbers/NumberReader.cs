using System.Globalization;
using System.Numerics;

namespace Chain.Script.Numbers;

/// <summary>
/// Text to number by the grammars of the specification, rounded correctly (half to even). Digits are reduced to at most
/// <see cref="SignificantMax"/> before the runtime's parser, correct for these, rounds them; the tests prove both against exact
/// arithmetic. Nothing here takes longer than one pass over the text and a bounded rest.
/// </summary>
public static class NumberReader
{
    /// <summary>Half-way cases between two doubles have at most 767 significant digits; a digit beyond only breaks a tie.</summary>
    private const int SignificantMax = 780;

    private const int ShortUnits = 16;
    private const long ShortGas = 8;
    private const long LongGas = 60;
    private const long UnitGas = 4;

    private const string InfinityText = "Infinity";

    /// <summary>Powers of ten that are numbers exactly: with an integer up to 2⁵³ one product or quotient rounds once (Clinger's fast path).</summary>
    private static readonly double[] ExactPowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>The gas of reading a text of so many units: what is longer than the fast path takes may need exact arithmetic.</summary>
    public static long GasOf(int units) => units <= ShortUnits
        ? ShortGas + units
        : LongGas + (UnitGas * Math.Min(units, SignificantMax)) + (units / 8);

    /// <summary>StringToNumber: what <c>Number(text)</c> gives; NaN when the text is no number.</summary>
    public static double ToNumber(ReadOnlySpan<char> text)
    {
        text = ScriptSpace.Trim(text);
        if (text.IsEmpty)
            return 0;
        if (text.Length > 2 && text[0] == '0' && RadixOfPrefix(text[1]) is int radix and not 0)
            return AllDigits(text[2..], radix) ? ParseDigits(text[2..], radix) : double.NaN;
        double value = ParsePrefix(text, out int length);
        return length == text.Length ? value : double.NaN;
    }

    /// <summary><c>parseFloat</c>: the longest start of the text that is a number; NaN when there is none.</summary>
    public static double ParseFloat(ReadOnlySpan<char> text) =>
        ParsePrefix(text[ScriptSpace.CountAtStart(text)..], out int length) is double value && length > 0 ? value : double.NaN;

    /// <summary><c>parseInt</c>; a radix of 0 means that the text decides.</summary>
    public static double ParseInt(ReadOnlySpan<char> text, int radix)
    {
        text = text[ScriptSpace.CountAtStart(text)..];
        bool negative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is '-' or '+')
            text = text[1..];
        if (radix is not 0 and (< 2 or > 36))
            return double.NaN;
        if (radix is 0 or 16 && text.Length >= 2 && text[0] == '0' && text[1] is 'x' or 'X')
        {
            text = text[2..];
            radix = 16;
        }
        if (radix == 0)
            radix = 10;
        int length = 0;
        while (length < text.Length && DigitOf(text[length]) < radix)
            length++;
        if (length == 0)
            return double.NaN;
        double value = ParseDigits(text[..length], radix);
        return negative ? -value : value;
    }

    /// <summary>
    /// The number of a decimal literal as the lexer has delimited it: <c>12</c>, <c>.5</c>, <c>1.</c>, <c>1.5e-3</c>, without separators.
    /// </summary>
    public static double ParseDecimal(ReadOnlySpan<char> literal) =>
        ParseUnsigned(literal, out int length) is double value && length == literal.Length ? value : double.NaN;

    /// <summary>The number nearest to the integer that the digits, all of them valid in the radix, stand for.</summary>
    public static double ParseDigits(ReadOnlySpan<char> digits, int radix)
    {
        digits = digits.TrimStart('0');
        if (radix == 10)
            return ParseUnsigned(digits, out _) is double value && !digits.IsEmpty ? value : 0;
        var whole = BigInteger.Zero;
        ulong chunk = 0;
        ulong chunkScale = 1;
        foreach (char unit in digits)
        {
            chunk = (chunk * (ulong)radix) + (ulong)DigitOf(unit);
            chunkScale *= (ulong)radix;
            if (chunkScale < 1UL << 58)
                continue;
            whole = (whole * chunkScale) + chunk;
            chunk = 0;
            chunkScale = 1;
            if (whole.GetBitLength() > 1024)
                return double.PositiveInfinity;
        }
        return BigIntBits.ToNumber((whole * chunkScale) + chunk);
    }

    /// <summary>The value of a digit, 0 to 35; 36 for what is none.</summary>
    public static int DigitOf(char unit) => unit switch
    {
        >= '0' and <= '9' => unit - '0',
        >= 'a' and <= 'z' => unit - 'a' + 10,
        >= 'A' and <= 'Z' => unit - 'A' + 10,
        _ => 36,
    };

    /// <summary>The radix that the letter after a leading zero names; 0 when it names none.</summary>
    internal static int RadixOfPrefix(char letter) => letter switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    internal static bool AllDigits(ReadOnlySpan<char> text, int radix)
    {
        foreach (char unit in text)
        {
            if (DigitOf(unit) >= radix)
                return false;
        }
        return !text.IsEmpty;
    }

    /// <summary>The longest start that matches StrDecimalLiteral; the length is 0 when nothing does.</summary>
    private static double ParsePrefix(ReadOnlySpan<char> text, out int length)
    {
        int sign = !text.IsEmpty && text[0] is '+' or '-' ? 1 : 0;
        bool negative = sign == 1 && text[0] == '-';
        double value;
        if (text[sign..].StartsWith(InfinityText, StringComparison.Ordinal))
        {
            length = InfinityText.Length;
            value = double.PositiveInfinity;
        }
        else
        {
            value = ParseUnsigned(text[sign..], out length);
        }
        if (length > 0)
            length += sign;
        return negative ? -value : value;
    }

    private static double ParseUnsigned(ReadOnlySpan<char> text, out int length)
    {
        int whole = CountDigits(text);
        int end = whole;
        int fraction = 0;
        if (end < text.Length && text[end] == '.')
        {
            fraction = CountDigits(text[(end + 1)..]);
            end += whole + fraction > 0 ? fraction + 1 : 0;
        }
        length = end;
        if (whole + fraction == 0)
            return double.NaN;
        long exponent = 0;
        if (end < text.Length && text[end] is 'e' or 'E')
            exponent = ReadExponent(text[(end + 1)..], ref length);
        return Round(text[..whole], fraction == 0 ? [] : text.Slice(whole + 1, fraction), exponent);
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text.Length : count;
    }

    /// <summary>The exponent after the letter, held far outside of all that matters when its digits go on; nothing when it has no digits.</summary>
    private static long ReadExponent(ReadOnlySpan<char> text, ref int length)
    {
        int sign = !text.IsEmpty && text[0] is '+' or '-' ? 1 : 0;
        int count = CountDigits(text[sign..]);
        if (count == 0)
            return 0;
        length += 1 + sign + count;
        long exponent = 0;
        foreach (char unit in text.Slice(sign, count))
            exponent = Math.Min((exponent * 10) + (unit - '0'), 1L << 40);
        return sign == 1 && text[0] == '-' ? -exponent : exponent;
    }

    private static double Round(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, long exponent)
    {
        whole = whole.TrimStart('0');
        if (whole.IsEmpty)
        {
            int zeros = fraction.Length;
            fraction = fraction.TrimStart('0');
            exponent -= zeros - fraction.Length;
            fraction = fraction.TrimEnd('0');
            return fraction.IsEmpty ? 0 : RoundDigits(fraction, [], exponent);
        }
        fraction = fraction.TrimEnd('0');
        return RoundDigits(whole, fraction, exponent + whole.Length);
    }

    /// <summary>Rounds <c>0.(first)(second) · 10^point</c>; the first digit is not zero.</summary>
    private static double RoundDigits(ReadOnlySpan<char> first, ReadOnlySpan<char> second, long point)
    {
        if (point > 310)
            return double.PositiveInfinity;
        if (point < -330)
            return 0;
        int count = first.Length + second.Length;
        if (count <= 19 && TryRoundShort(first, second, (int)point - count, out double value))
            return value;

        Span<char> buffer = stackalloc char[SignificantMax + 16];
        var writer = new SpanWriter(buffer);
        writer.Add("0.");
        writer.Add(first[..Math.Min(first.Length, SignificantMax)]);
        writer.Add(second[..Math.Min(second.Length, Math.Max(0, SignificantMax - first.Length))]);
        if (count > SignificantMax && Rest(first, second))
            writer.Add('1');
        writer.Add('e');
        writer.AddInteger((int)point);
        return double.Parse(writer.Written, NumberStyles.Float, NumberFormatInfo.InvariantInfo);
    }

    /// <summary>Whether a digit beyond <see cref="SignificantMax"/> is not zero.</summary>
    private static bool Rest(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        ReadOnlySpan<char> tail = first[Math.Min(first.Length, SignificantMax)..];
        return tail.ContainsAnyExcept('0') || second[Math.Min(second.Length, Math.Max(0, SignificantMax - first.Length))..].ContainsAnyExcept('0');
    }

    private static bool TryRoundShort(ReadOnlySpan<char> first, ReadOnlySpan<char> second, int exponent, out double value)
    {
        ulong digits = 0;
        foreach (char unit in first)
            digits = (digits * 10) + (ulong)(unit - '0');
        foreach (char unit in second)
            digits = (digits * 10) + (ulong)(unit - '0');
        value = digits;
        if (digits > 1UL << 53 || Math.Abs(exponent) >= ExactPowersOfTen.Length)
            return false;
        value = exponent < 0 ? value / ExactPowersOfTen[-exponent] : value * ExactPowersOfTen[exponent];
        return true;
    }
}
