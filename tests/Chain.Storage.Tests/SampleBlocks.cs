using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Storage.Tests;

/// <summary>Blocks that follow from their height alone: five transfers, signatures that nobody checks here.</summary>
internal static class SampleBlocks
{
    public const int Transactions = 5;

    public static Block At(ulong height)
    {
        var transactions = new List<Transaction>();
        for (byte i = 0; i < Transactions; i++)
        {
            var to = new Address(Hashing.Sha256([i]));
            Assert.Equal(
                Primitives.Encoding.DecodeError.None,
                UnsignedTransaction.TryCreate(Bytes.Chain, i, height, height + 10, 1000, 10, 1, $"{height}/{i}", new TransactionAction.Transfer(to, Amount.FromGrains(height)), out UnsignedTransaction? body));
            transactions.Add(body!.Sign(Bytes.Key(i), Bytes.Signature(i)));
        }
        var header = new Header
        {
            Height = height,
            Round = 0,
            TimeMs = height,
            ParentId = Bytes.Chain,
            TransactionsRoot = Block.TransactionsRoot([.. transactions.Select(static transaction => transaction.Id)]),
            EvidenceRoot = default,
            LastCommitHash = default,
            Proposer = new Address(Hashing.Sha256("proposer"u8)),
            BaseFee = 1000,
            ValidatorsHash = Bytes.Chain,
            NextValidatorsHash = Bytes.Chain,
            StateRoot = Bytes.Chain,
            ReceiptsRoot = default,
        };
        Assert.Equal(BlockAssembly.Complete, Block.TryCreate(header, transactions, [], null, out Block? block));
        return block!;
    }

    public static IReadOnlyList<ReadOnlyMemory<byte>> Receipts(ulong height, int count = Transactions) =>
        [.. Enumerable.Range(0, count).Select(i => new ReadOnlyMemory<byte>(Bytes.Of($"receipt {height}/{i}")))];

    public static Chain.Storage.Stores.HistoryEntry Entry(ulong height, int receipts = Transactions, params Address[] eventContracts)
    {
        Block block = At(height);
        return new(height, block.Id, block.Encoded, Bytes.Of($"commit {height}"), Receipts(height, receipts), Chain.Storage.Stores.HistoryEntry.KeysOf(block), Bytes.Of($"results {height}"), eventContracts);
    }
}
