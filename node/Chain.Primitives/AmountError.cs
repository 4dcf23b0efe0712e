namespace Chain.Primitives;

/// <summary>Why a text is not an amount.</summary>
public enum AmountError
{
    /// <summary>It is one.</summary>
    None = 0,

    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>A plus or a minus sign: amounts have none.</summary>
    Sign,

    /// <summary>A comma, an apostrophe or an underscore: neither thousands nor decimals are separated by these.</summary>
    Separator,

    /// <summary>A space or another blank.</summary>
    Whitespace,

    /// <summary>A power of ten, as in 1e9.</summary>
    Exponent,

    /// <summary>Letters after the number that are neither "chn" nor "grain".</summary>
    UnknownUnit,

    /// <summary>Anything else that is not digits, or digits with one point between them, without superfluous leading zeros.</summary>
    NotANumber,

    /// <summary>More decimals than the unit has: nine for coins, none for grains.</summary>
    TooManyDecimals,

    /// <summary>More than the largest possible supply.</summary>
    Overflow,
}
