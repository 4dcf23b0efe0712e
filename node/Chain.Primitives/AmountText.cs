namespace Chain.Primitives;

/// <summary>Amounts as people write them: "1.5" and "1.5chn" are coins, "1500grain" is the smallest unit.</summary>
public static class AmountText
{
    /// <summary>Follows a number of coins.</summary>
    public const string CoinUnit = "chn";

    /// <summary>Follows a number of grains.</summary>
    public const string GrainUnit = "grain";

    /// <summary>Decimals of a coin.</summary>
    public const int CoinDecimals = 9;

    /// <summary>Reads an amount of at most <see cref="Amount.MaxSupply"/>. Whatever could be read in two ways is refused: commas, signs, blanks, exponents, more decimals than the unit has.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Amount amount, out AmountError error)
    {
        amount = default;
        int numberLength = text.IndexOfAnyExcept("0123456789.");
        ReadOnlySpan<char> number = numberLength < 0 ? text : text[..numberLength];
        ReadOnlySpan<char> unit = text[number.Length..];
        error = UnitError(text, unit);
        if (error != AmountError.None)
            return false;
        error = NumberError(number, unit is GrainUnit ? 0 : CoinDecimals, out UInt128 grains);
        if (error != AmountError.None)
            return false;
        if (Amount.TryCreate(grains, out amount))
            return true;
        error = AmountError.Overflow;
        return false;
    }

    /// <summary>Coins without a unit and without superfluous zeros: "1.5", "0", "0.000000001".</summary>
    public static string FormatCoins(Amount amount)
    {
        (ulong coins, ulong grains) = Math.DivRem(amount.Grains, Amount.GrainsPerCoin);
        return grains == 0 ? $"{coins}" : $"{coins}.{grains:D9}".TrimEnd('0');
    }

    /// <summary>Grains with their unit: "1500000000grain".</summary>
    public static string FormatGrains(Amount amount) => $"{amount.Grains}{GrainUnit}";

    private static AmountError UnitError(ReadOnlySpan<char> text, ReadOnlySpan<char> unit)
    {
        if (text.IsEmpty)
            return AmountError.Empty;
        if (unit is "" or CoinUnit or GrainUnit)
            return AmountError.None;
        char first = unit[0];
        if (first is '+' or '-' or '\u2212')
            return AmountError.Sign;
        if (first is ',' or '\'' or '_' or '\u2019')
            return AmountError.Separator;
        if (char.IsWhiteSpace(first) || char.IsWhiteSpace(unit[^1]))
            return AmountError.Whitespace;
        bool numberFollows = unit.Length > 1 && (char.IsAsciiDigit(unit[1]) || unit[1] is '+' or '-');
        if (first is 'e' or 'E' && numberFollows && text.Length > unit.Length)
            return AmountError.Exponent;
        return char.IsLetter(first) && text.Length > unit.Length ? AmountError.UnknownUnit : AmountError.NotANumber;
    }

    private static AmountError NumberError(ReadOnlySpan<char> number, int decimals, out UInt128 grains)
    {
        grains = 0;
        int point = number.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? number : number[..point];
        ReadOnlySpan<char> fraction = point < 0 ? "" : number[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || fraction.Contains('.') || (whole.Length > 1 && whole[0] == '0'))
            return AmountError.NotANumber;
        if (fraction.Length > decimals)
            return AmountError.TooManyDecimals;
        // 19 digits and 9 decimals stay far below 128 bits, so the sum below cannot overflow.
        if (whole.Length > 19)
            return AmountError.Overflow;
        foreach (char digit in whole)
            grains = (grains * 10) + (uint)(digit - '0');
        for (int i = 0; i < decimals; i++)
            grains = (grains * 10) + (uint)(i < fraction.Length ? fraction[i] - '0' : 0);
        return AmountError.None;
    }
}
