using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace Chain.Primitives.Json;

/// <summary>Reads JSON (RFC 8259) as files of genesis and configuration need it: one meaning or none.</summary>
/// <remarks>
/// Refused beside what the RFC refuses: duplicate keys, a byte order mark, invalid UTF-8, lone surrogates, nesting deeper than
/// <see cref="DepthMax"/>. Numbers are kept as text. Memory is a small multiple of the input, whose size the caller bounds.
/// </remarks>
public static class StrictJson
{
    /// <summary>Deepest nesting of arrays and objects. The reader recurses once a level, so this bounds its stack.</summary>
    public const int DepthMax = 32;

    /// <summary>Reads exactly one value, with nothing but blanks around it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, JsonReadOptions options, [NotNullWhen(true)] out JsonValue? value, out JsonReadFailure failure)
    {
        value = null;
        failure = default;
        if (utf8.StartsWith("\uFEFF"u8))
        {
            failure = new(JsonReadError.ByteOrderMark, new(1, 1));
            return false;
        }
        if (!Utf8.IsValid(utf8))
        {
            failure = new(JsonReadError.Utf8, JsonPosition.Of(utf8, FirstInvalidByte(utf8)));
            return false;
        }
        var parser = new JsonParser(utf8, options);
        value = parser.ReadDocument();
        if (value is not null)
            return true;
        failure = new(parser.Error, JsonPosition.Of(utf8, parser.Offset));
        return false;
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> utf8)
    {
        int offset = 0;
        while (System.Text.Rune.DecodeFromUtf8(utf8[offset..], out _, out int length) == System.Buffers.OperationStatus.Done)
            offset += length;
        return offset;
    }
}
