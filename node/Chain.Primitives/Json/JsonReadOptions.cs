namespace Chain.Primitives.Json;

/// <summary>What a reader of JSON allows beyond the strict form.</summary>
/// <param name="AllowComments">Whether // to the end of the line and /* */ count as blanks, as in a node's configuration file.</param>
public readonly record struct JsonReadOptions(bool AllowComments)
{
    /// <summary>RFC 8259, with duplicate keys refused.</summary>
    public static JsonReadOptions Strict => default;

    /// <summary>Strict, and comments.</summary>
    public static JsonReadOptions WithComments => new(AllowComments: true);
}
