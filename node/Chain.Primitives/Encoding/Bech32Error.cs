namespace Chain.Primitives.Encoding;

/// <summary>Why a text is not bech32m.</summary>
public enum Bech32Error
{
    /// <summary>It is.</summary>
    None = 0,

    /// <summary>Shorter than 8 or longer than 90 characters.</summary>
    Length,

    /// <summary>Upper and lower case in one text.</summary>
    MixedCase,

    /// <summary>No "1" between prefix and data, nothing before it, or fewer than six characters after it.</summary>
    Separator,

    /// <summary>A character outside the alphabet.</summary>
    Character,

    /// <summary>The checksum does not fit: mistyped, cut, or plain bech32.</summary>
    Checksum,

    /// <summary>The five-bit groups are not whole bytes with zero padding of fewer than five bits.</summary>
    Padding,
}
