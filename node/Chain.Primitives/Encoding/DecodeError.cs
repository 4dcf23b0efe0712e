namespace Chain.Primitives.Encoding;

/// <summary>Why bytes are not the canonical form of anything.</summary>
public enum DecodeError
{
    /// <summary>They are.</summary>
    None = 0,

    /// <summary>The input ends inside a value.</summary>
    Truncated,

    /// <summary>Bytes are left over: an unknown field, a field out of order or twice, or trailing bytes.</summary>
    UnexpectedBytes,

    /// <summary>A varint is longer than needed, or does not fit 64 bits.</summary>
    Varint,

    /// <summary>A field holds its default value, which is written by omitting the field.</summary>
    DefaultWritten,

    /// <summary>A known field has another wire type.</summary>
    WireType,

    /// <summary>A required field is missing.</summary>
    Missing,

    /// <summary>A length or a count is over its limit or not the fixed one.</summary>
    Size,

    /// <summary>Text is not valid UTF-8.</summary>
    Utf8,

    /// <summary>A value is outside its range.</summary>
    Range,

    /// <summary>A version or an action that this protocol version does not know.</summary>
    Unsupported,

    /// <summary>Items that must be sorted and unique are not.</summary>
    Order,
}
