using System.Numerics;
using Chain.Script.Parsing;

namespace Chain.Script.Lexing;

/// <summary>Reads numeric literals.</summary>
internal static class NumericLiteral
{
    /// <summary>Reads a literal from its first digit or point on. Returns whether it is a bigint.</summary>
    public static bool Read(string source, ref int at, out double number, out BigInteger bigInt)
    {
        number = 0;
        bigInt = default;
        int bits = source[at] == '0' && at + 1 < source.Length ? RadixBits(source[at + 1]) : 0;
        bool isBigInt = bits > 0 ? ReadRadix(source, ref at, bits, ref number, ref bigInt) : ReadDecimal(source, ref at, ref number, ref bigInt);
        if (at < source.Length && (Characters.IsIdentifierPart(source[at]) || source[at] == '\\'))
            throw Faults.Syntax(SyntaxMessages.NameAfterNumber, at);
        return isBigInt;
    }

    private static int RadixBits(char letter) => letter switch
    {
        'x' or 'X' => 4,
        'o' or 'O' => 3,
        'b' or 'B' => 1,
        _ => 0,
    };

    private static bool ReadRadix(string source, ref int at, int bits, ref double number, ref BigInteger bigInt)
    {
        int start = at;
        at += 2;
        ReadOnlySpan<char> digits = ReadDigits(source, ref at, bits);
        if (digits.Length == 0)
            throw Faults.Syntax(SyntaxMessages.NoDigits, start);
        if (at >= source.Length || source[at] != 'n')
        {
            number = NumericText.PowerOfTwoRadix(digits, bits);
            return false;
        }
        at++;
        digits = digits.TrimStart('0');
        if (digits.Length > (ScriptLimits.BigIntBitsMax / bits) + 1)
            throw Faults.Limit(SyntaxMessages.BigIntTooLarge, start);
        bigInt = Checked(NumericText.PowerOfTwoRadixBigInt(digits, bits), start);
        return true;
    }

    private static bool ReadDecimal(string source, ref int at, ref double number, ref BigInteger bigInt)
    {
        int start = at;
        ReadOnlySpan<char> whole = ReadDigits(source, ref at, 0);
        if (whole.Length > 1 && whole[0] == '0')
            throw Faults.Early(SyntaxMessages.LegacyNumber, start);
        if (at < source.Length && source[at] == 'n' && whole.Length > 0)
        {
            at++;
            if (whole.Length > ScriptLimits.BigIntDigitsMax)
                throw Faults.Limit(SyntaxMessages.BigIntTooLarge, start);
            bigInt = Checked(NumericText.DecimalBigInt(whole), start);
            return true;
        }
        if (at < source.Length && source[at] == '.')
        {
            at++;
            if (at < source.Length && source[at] == '_')
                throw Faults.Syntax(SyntaxMessages.BadSeparator, at);
            ReadDigits(source, ref at, 0);
        }
        if (at < source.Length && source[at] is 'e' or 'E')
            ReadExponent(source, ref at, start);
        ReadOnlySpan<char> text = source.AsSpan(start, at - start);
        number = NumericText.Decimal(text.Contains('_') ? source[start..at].Replace("_", "", StringComparison.Ordinal) : text);
        return false;
    }

    private static void ReadExponent(string source, ref int at, int start)
    {
        at++;
        if (at < source.Length && source[at] is '+' or '-')
            at++;
        if (ReadDigits(source, ref at, 0).Length == 0)
            throw Faults.Syntax(SyntaxMessages.NoDigits, start);
    }

    // Digits with single separators between them; the result has none.
    private static ReadOnlySpan<char> ReadDigits(string source, ref int at, int bits)
    {
        int start = at;
        bool hasSeparator = false;
        while (at < source.Length)
        {
            char c = source[at];
            if (c == '_')
            {
                if (at == start || source[at - 1] == '_' || at + 1 >= source.Length || !IsDigit(source[at + 1], bits))
                    throw Faults.Syntax(SyntaxMessages.BadSeparator, at);
                hasSeparator = true;
            }
            else if (!IsDigit(c, bits))
            {
                break;
            }
            at++;
        }
        return hasSeparator ? source[start..at].Replace("_", "", StringComparison.Ordinal) : source.AsSpan(start, at - start);
    }

    private static bool IsDigit(char c, int bits) => bits switch
    {
        4 => Characters.IsHexDigit(c),
        3 => c is >= '0' and <= '7',
        1 => c is '0' or '1',
        _ => Characters.IsDigit(c),
    };

    private static BigInteger Checked(BigInteger value, int start) =>
        value.GetBitLength() > ScriptLimits.BigIntBitsMax ? throw Faults.Limit(SyntaxMessages.BigIntTooLarge, start) : value;
}
