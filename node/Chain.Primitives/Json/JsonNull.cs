namespace Chain.Primitives.Json;

/// <summary>The value null.</summary>
public sealed class JsonNull : JsonValue
{
    internal JsonNull(int offset)
        : base(offset)
    {
    }

    /// <inheritdoc/>
    public override string Kind => "null";
}
