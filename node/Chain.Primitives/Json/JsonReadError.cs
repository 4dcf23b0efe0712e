namespace Chain.Primitives.Json;

/// <summary>Why bytes are not strict JSON.</summary>
public enum JsonReadError
{
    /// <summary>They are.</summary>
    None = 0,

    /// <summary>Nothing but blanks.</summary>
    Empty,

    /// <summary>The file begins with a byte order mark.</summary>
    ByteOrderMark,

    /// <summary>A byte sequence that is not valid UTF-8.</summary>
    Utf8,

    /// <summary>The text ends inside a value.</summary>
    UnexpectedEnd,

    /// <summary>A character that cannot stand here.</summary>
    UnexpectedCharacter,

    /// <summary>Arrays and objects are nested deeper than allowed.</summary>
    Depth,

    /// <summary>An object has the same key twice.</summary>
    DuplicateKey,

    /// <summary>A control character inside a string, where it has to be escaped.</summary>
    ControlCharacter,

    /// <summary>An escape sequence that JSON does not have.</summary>
    Escape,

    /// <summary>One half of a surrogate pair without the other.</summary>
    LoneSurrogate,

    /// <summary>Digits that are not a JSON number, such as 01, 1., .5 or +1.</summary>
    Number,

    /// <summary>A comma before a closing bracket or brace.</summary>
    TrailingComma,

    /// <summary>A comment where comments are not allowed.</summary>
    Comment,

    /// <summary>Text after the end of the value.</summary>
    TrailingText,
}
