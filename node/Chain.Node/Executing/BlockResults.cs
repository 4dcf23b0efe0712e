using Chain.Execution;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.Node.Executing;

/// <summary>What the history keeps beside a block and its receipts.</summary>
/// <param name="StateRoot">Root of the state after the block.</param>
/// <param name="ReceiptsRoot">Root of its receipts; zero when it has none.</param>
/// <param name="GasUsed">Gas charged.</param>
/// <param name="NextBaseFee">Base fee of the next block.</param>
/// <param name="ChangedValidators">The canonical set of two heights later, where it is not what rotating the set before it gives; else empty. Light clients are told of changes from here.</param>
public sealed record BlockResults(Hash256 StateRoot, Hash256 ReceiptsRoot, ulong GasUsed, ulong NextBaseFee, ReadOnlyMemory<byte> ChangedValidators)
{
    private const int SetBytesMax = ProtocolLimits.ValidatorsMax * 130;

    /// <summary>What executing a block gave.</summary>
    public static BlockResults Of(BlockResult result, Hash256 stateRoot) => new(
        stateRoot, result.ReceiptsRoot, result.GasUsed, result.NextBaseFee,
        result.NextValidators.Hash == result.Validators.Next().Hash ? default : result.NextValidators.Encode());

    /// <summary>The bytes.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(96);
        writer.Hash(1, StateRoot);
        writer.OptionalHash(2, ReceiptsRoot);
        writer.UInt64(3, GasUsed);
        writer.UInt64(4, NextBaseFee);
        writer.Bytes(5, ChangedValidators.Span);
        return writer.ToArray();
    }

    /// <summary>Reads the bytes; null when they are none of these.</summary>
    public static BlockResults? TryDecode(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var results = new BlockResults(reader.Hash(1), reader.OptionalHash(2), reader.UInt64(3), reader.UInt64(4), reader.Bytes(5, SetBytesMax).ToArray());
        return reader.End() == DecodeError.None ? results : null;
    }
}
