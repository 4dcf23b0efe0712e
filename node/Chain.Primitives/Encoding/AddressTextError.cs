namespace Chain.Primitives.Encoding;

/// <summary>Why a text is not an address of this network.</summary>
public enum AddressTextError
{
    /// <summary>It is one.</summary>
    None = 0,

    /// <summary>The text's length is not that of an address.</summary>
    Length,

    /// <summary>Upper and lower case in one text.</summary>
    MixedCase,

    /// <summary>A character that no address has: a blank, a look-alike from another alphabet, "b", "i" or "o".</summary>
    Character,

    /// <summary>The form is not that of an address: prefix and separator are missing, or the data are not whole bytes.</summary>
    Form,

    /// <summary>The checksum does not fit: the address was mistyped or cut.</summary>
    Checksum,

    /// <summary>An address of another network.</summary>
    WrongPrefix,
}
