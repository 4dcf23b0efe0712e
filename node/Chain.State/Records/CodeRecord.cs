using Chain.Primitives.Encoding;

namespace Chain.State;

/// <summary>The source of contracts, stored once by its hash and kept for ever: what consensus stores is what the author wrote.</summary>
public sealed class CodeRecord
{
    /// <summary>Bytes of the longest source that a record holds.</summary>
    public const int SourceBytesMax = 128 * 1024;

    /// <summary>A source and what its first touch in a transaction is charged by.</summary>
    public CodeRecord(ulong weight, ReadOnlyMemory<byte> source)
    {
        Weight = weight;
        Source = source;
    }

    /// <summary>What compiling and loading it is charged by; known before it is compiled, so that a cold node charges what a warm one does.</summary>
    public ulong Weight { get; }

    /// <summary>UTF-8 of the author's file.</summary>
    public ReadOnlyMemory<byte> Source { get; }

    /// <summary>Writes the canonical bytes.</summary>
    public void Write(WireWriter writer)
    {
        writer.UInt64(1, Weight);
        writer.Bytes(2, Source.Span);
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out CodeRecord code)
    {
        var reader = new WireReader(bytes);
        ulong weight = reader.UInt64(1);
        ReadOnlySpan<byte> source = reader.Bytes(2, SourceBytesMax);
        DecodeError error = reader.End();
        code = error == DecodeError.None ? new CodeRecord(weight, source.ToArray()) : new CodeRecord(0, default);
        return error;
    }
}
