using Chain.Primitives;
using Chain.Types;

namespace Chain.Storage.Stores;

/// <summary>A decided and executed block as the history keeps it.</summary>
/// <param name="Height">The height.</param>
/// <param name="BlockId">The block's id.</param>
/// <param name="Block">The block, canonical bytes.</param>
/// <param name="Commit">The commit that decided it, canonical bytes.</param>
/// <param name="Receipts">The receipts, canonical bytes, in the block's order.</param>
/// <param name="Transactions">Id and slot of each transaction, in the block's order.</param>
/// <param name="Results">What the host wants to find beside the block again; may be empty.</param>
/// <param name="EventContracts">The contracts that its events come from, each once; null when there are none.</param>
public sealed record HistoryEntry(
    ulong Height,
    BlockId BlockId,
    ReadOnlyMemory<byte> Block,
    ReadOnlyMemory<byte> Commit,
    IReadOnlyList<ReadOnlyMemory<byte>> Receipts,
    IReadOnlyList<HistoryKey> Transactions,
    ReadOnlyMemory<byte> Results = default,
    IReadOnlyCollection<Address>? EventContracts = null)
{
    /// <summary>The entry of a decided block.</summary>
    public static HistoryEntry Of(
        DecidedBlock decided, IReadOnlyList<ReadOnlyMemory<byte>> receipts, ReadOnlyMemory<byte> results = default, IReadOnlyCollection<Address>? eventContracts = null) => new(
        decided.Height, decided.Block.Id, decided.Block.Encoded, decided.Commit.Encode(), receipts, KeysOf(decided.Block), results, eventContracts);

    /// <summary>What the indexes hold of a block.</summary>
    public static IReadOnlyList<HistoryKey> KeysOf(Block block)
    {
        var keys = new HistoryKey[block.Transactions.Count];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = new HistoryKey(block.Transactions[i].Id, block.Transactions[i].Slot);
        return keys;
    }
}
