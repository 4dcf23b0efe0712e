namespace Chain.Primitives.Json;

/// <summary>An array.</summary>
public sealed class JsonArray : JsonValue
{
    internal JsonArray(int offset, IReadOnlyList<JsonValue> items)
        : base(offset) => Items = items;

    /// <summary>The items in order.</summary>
    public IReadOnlyList<JsonValue> Items { get; }

    /// <inheritdoc/>
    public override string Kind => "an array";
}
