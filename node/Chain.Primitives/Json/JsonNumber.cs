using System.Globalization;

namespace Chain.Primitives.Json;

/// <summary>A number, kept as it was written: nothing is rounded and no floating point is involved.</summary>
public sealed class JsonNumber : JsonValue
{
    internal JsonNumber(int offset, string text)
        : base(offset) => Text = text;

    /// <summary>The number as written.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string Kind => "a number";

    /// <summary>The value when it is written as a plain whole number that fits: "1.0", "1e3" and "-0" are not.</summary>
    public bool TryGetUInt64(out ulong value) => ulong.TryParse(Text, NumberStyles.None, NumberFormatInfo.InvariantInfo, out value);

    /// <summary>The value when it is written as a plain whole number that fits, negative or not; "-0" is not.</summary>
    public bool TryGetInt64(out long value) =>
        long.TryParse(Text, NumberStyles.AllowLeadingSign, NumberFormatInfo.InvariantInfo, out value) && Text is not "-0";
}
