using Chain.Primitives.Encoding;

namespace Chain.State;

/// <summary>A record that is one number: a lane's next sequence, a delegation in grains, a block's time.</summary>
public static class NumberRecord
{
    /// <summary>Writes the canonical bytes; none for 0.</summary>
    public static void Write(WireWriter writer, ulong number) => writer.UInt64(1, number);

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out ulong number)
    {
        var reader = new WireReader(bytes);
        number = reader.UInt64(1);
        return reader.End();
    }
}
