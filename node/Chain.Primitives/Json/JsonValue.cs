namespace Chain.Primitives.Json;

/// <summary>A value read from JSON: exactly one of the six sealed kinds.</summary>
public abstract class JsonValue
{
    private protected JsonValue(int offset) => Offset = offset;

    /// <summary>Where the value begins, in bytes; <see cref="JsonPosition.Of"/> turns it into line and column.</summary>
    public int Offset { get; }

    /// <summary>What the value is, for messages: "an object", "a number" …</summary>
    public abstract string Kind { get; }
}
