namespace Chain.Primitives.Json;

/// <summary>A string, unescaped; always well-formed Unicode.</summary>
public sealed class JsonText : JsonValue
{
    internal JsonText(int offset, string value)
        : base(offset) => Value = value;

    /// <summary>The string.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string Kind => "a string";
}
