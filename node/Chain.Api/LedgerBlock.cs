using Chain.Node.Executing;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Api;

/// <summary>A decided and executed block as the API reads it: header and commit decoded, everything else as bytes until it is asked for.</summary>
/// <remarks>A block can hold twelve thousand transactions; who wants one of them, or only the header, must not pay for all.</remarks>
internal sealed class LedgerBlock
{
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private readonly HistoryStore? _history;
    private IReadOnlyList<ReadOnlyMemory<byte>>? _receipts;

    private LedgerBlock(ReadOnlyMemory<byte> encoded, Commit commit, ulong gasUsed, IReadOnlyList<ReadOnlyMemory<byte>>? receipts, HistoryStore? history)
    {
        Encoded = encoded;
        Commit = commit;
        GasUsed = gasUsed;
        _receipts = receipts;
        _history = history;
        var reader = new WireReader(encoded.Span);
        ReadOnlySpan<byte> headerBytes = reader.Bytes(1, ProtocolLimits.HeaderBytesMax);
        DecodeError error = Header.TryDecode(headerBytes, out Header? header);
        Invariant.Holds(error == DecodeError.None && header is not null, "a stored block is canonical");
        Header = header;
        var starts = new List<int>();
        var lengths = new List<int>();
        while (reader.Item(2, ProtocolLimits.TransactionBytesMax, out ReadOnlySpan<byte> item))
        {
            bool isInside = encoded.Span.Overlaps(item, out int start);
            Invariant.Holds(isInside, "a transaction of a stored block has bytes");
            starts.Add(start);
            lengths.Add(item.Length);
        }
        _starts = [.. starts];
        _lengths = [.. lengths];
    }

    /// <summary>The canonical block.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    public Header Header { get; }

    public Commit Commit { get; }

    public ulong GasUsed { get; }

    public ulong Height => Header.Height;

    public BlockId Id => Commit.BlockId;

    public int TransactionCount => _starts.Length;

    /// <summary>All canonical receipts: one for each transaction, then perhaps the one of the block's end.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Receipts => _receipts ??= _history?.FindReceipts(Height) ?? throw ApiFault.Pruned(Height, _history?.LowestHeight ?? 0);

    public static LedgerBlock Of(ExecutedBlock block) => new(block.Block.Encoded, block.Commit, block.GasUsed, block.Receipts, null);

    /// <summary>A block of the history; null when it is not kept.</summary>
    public static LedgerBlock? Read(HistoryStore history, ulong height)
    {
        if (history.FindBlock(height) is not { } encoded || history.FindCommit(height) is not { } commitBytes || history.FindResults(height) is not { } resultBytes)
            return null;
        DecodeError error = Commit.TryDecode(commitBytes.Span, out Commit? commit);
        Invariant.Holds(error == DecodeError.None && commit is not null, "a stored commit is canonical");
        return new LedgerBlock(encoded, commit, BlockResults.TryDecode(resultBytes.Span)?.GasUsed ?? 0, null, history);
    }

    public ReadOnlyMemory<byte> TransactionBytes(int index) => Encoded.Slice(_starts[index], _lengths[index]);

    public TransactionId TransactionId(int index) => new(Hashing.Tagged(DomainTag.Transaction, TransactionBytes(index).Span));

    public Transaction Transaction(int index)
    {
        DecodeError error = Types.Transaction.TryDecode(TransactionBytes(index).Span, out Transaction? transaction);
        Invariant.Holds(error == DecodeError.None && transaction is not null, "a stored transaction is canonical");
        return transaction;
    }

    public Receipt Receipt(int index)
    {
        ReadOnlyMemory<byte> bytes = _receipts?[index] ?? _history?.FindReceipt(Height, index) ?? throw ApiFault.Pruned(Height, _history?.LowestHeight ?? 0);
        return Decode(bytes);
    }

    public static Receipt Decode(ReadOnlyMemory<byte> bytes)
    {
        DecodeError error = Types.Receipt.TryDecode(bytes.Span, out Receipt? receipt);
        Invariant.Holds(error == DecodeError.None && receipt is not null, "a stored receipt is canonical");
        return receipt;
    }
}
