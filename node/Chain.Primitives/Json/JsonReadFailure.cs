namespace Chain.Primitives.Json;

/// <summary>Why and where reading stopped.</summary>
public readonly record struct JsonReadFailure(JsonReadError Error, JsonPosition Position)
{
    /// <summary>A sentence for people, without the text itself.</summary>
    public override string ToString() => $"{Reason}, at {Position}";

    private string Reason => Error switch
    {
        JsonReadError.None => "no error",
        JsonReadError.Empty => "there is no JSON value",
        JsonReadError.ByteOrderMark => "the text begins with a byte order mark; save it as UTF-8 without one",
        JsonReadError.Utf8 => "a byte sequence is not valid UTF-8",
        JsonReadError.UnexpectedEnd => "the text ends inside a value",
        JsonReadError.UnexpectedCharacter => "a character cannot stand here",
        JsonReadError.Depth => $"arrays and objects are nested deeper than {StrictJson.DepthMax}",
        JsonReadError.DuplicateKey => "the same key occurs twice in one object",
        JsonReadError.ControlCharacter => "a control character inside a string must be escaped",
        JsonReadError.Escape => "an escape sequence is not one of JSON's",
        JsonReadError.LoneSurrogate => "half of a surrogate pair stands alone",
        JsonReadError.Number => "a number is not in JSON's form",
        JsonReadError.TrailingComma => "a comma stands before a closing bracket",
        JsonReadError.Comment => "comments are not allowed here",
        JsonReadError.TrailingText => "text follows after the end of the value",
        _ => throw new InvariantException($"unknown JSON error {Error}"),
    };
}
