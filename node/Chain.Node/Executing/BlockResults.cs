using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Node.Executing;

/// <summary>What the history keeps beside a block and its receipts.</summary>
/// <param name="StateRoot">Root of the state after the block.</param>
/// <param name="ReceiptsRoot">Root of its receipts; zero when it has none.</param>
/// <param name="GasUsed">Gas charged.</param>
/// <param name="NextBaseFee">Base fee of the next block.</param>
public sealed record BlockResults(Hash256 StateRoot, Hash256 ReceiptsRoot, ulong GasUsed, ulong NextBaseFee)
{
    /// <summary>The bytes.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(96);
        writer.Hash(1, StateRoot);
        writer.OptionalHash(2, ReceiptsRoot);
        writer.UInt64(3, GasUsed);
        writer.UInt64(4, NextBaseFee);
        return writer.ToArray();
    }

    /// <summary>Reads the bytes; null when they are none of these.</summary>
    public static BlockResults? TryDecode(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var results = new BlockResults(reader.Hash(1), reader.OptionalHash(2), reader.UInt64(3), reader.UInt64(4));
        return reader.End() == DecodeError.None ? results : null;
    }
}
