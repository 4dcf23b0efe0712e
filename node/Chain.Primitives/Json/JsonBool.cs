namespace Chain.Primitives.Json;

/// <summary>true or false.</summary>
public sealed class JsonBool : JsonValue
{
    internal JsonBool(int offset, bool value)
        : base(offset) => Value = value;

    /// <summary>Which of the two.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override string Kind => "a boolean";
}
