namespace Chain.Script.Values;

/// <summary>The values that are nothing but themselves: undefined, null, true, false, empty.</summary>
internal sealed class Oddball : HeapValue
{
    internal static readonly Oddball Undefined = new(ValueKind.Undefined, "undefined");
    internal static readonly Oddball Null = new(ValueKind.Null, "null");
    internal static readonly Oddball True = new(ValueKind.Boolean, "true");
    internal static readonly Oddball False = new(ValueKind.Boolean, "false");
    internal static readonly Oddball Empty = new(ValueKind.Empty, "empty");

    private readonly string text;

    private Oddball(ValueKind kind, string text)
        : base(kind) => this.text = text;

    /// <inheritdoc/>
    public override string ToString() => text;
}
