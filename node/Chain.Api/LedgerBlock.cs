using Chain.Types;

namespace Chain.Api;

/// <summary>A decided and executed block with its results, from memory or from the history.</summary>
internal sealed record LedgerBlock(Block Block, Commit Commit, IReadOnlyList<ReadOnlyMemory<byte>> Receipts)
{
    private Receipt[]? _decoded;

    public ulong Height => Block.Header.Height;

    /// <summary>The receipts, decoded once: one for each transaction, then perhaps the one of the block's end.</summary>
    public IReadOnlyList<Receipt> DecodedReceipts => _decoded ??= [.. Receipts.Select(Decode)];

    public ulong GasUsed
    {
        get
        {
            ulong sum = 0;
            foreach (Receipt receipt in DecodedReceipts)
                sum += receipt.GasUsed;
            return sum;
        }
    }

    private static Receipt Decode(ReadOnlyMemory<byte> bytes)
    {
        var error = Receipt.TryDecode(bytes.Span, out Receipt? receipt);
        Primitives.Invariant.Holds(error == Primitives.Encoding.DecodeError.None, "a stored receipt is canonical");
        return receipt!;
    }
}
