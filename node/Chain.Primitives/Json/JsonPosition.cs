namespace Chain.Primitives.Json;

/// <summary>A place in a text, as editors count: lines and columns from 1, a column for each code point.</summary>
public readonly record struct JsonPosition(int Line, int Column)
{
    /// <summary>The place of a byte offset in a text. Costs a pass over the text before it: for messages.</summary>
    public static JsonPosition Of(ReadOnlySpan<byte> utf8, int offset)
    {
        ReadOnlySpan<byte> before = utf8[..Math.Min(offset, utf8.Length)];
        int line = 1 + before.Count((byte)'\n');
        int column = 1;
        foreach (byte b in before[(before.LastIndexOf((byte)'\n') + 1)..])
        {
            bool continuesCodePoint = (b & 0xC0) == 0x80;
            column += continuesCodePoint ? 0 : 1;
        }
        return new(line, column);
    }

    /// <summary>"line 3, column 14".</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}
