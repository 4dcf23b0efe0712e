using Chain.Execution;
using Chain.Mempool;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.State;
using Chain.Types;

namespace Chain.Benchmarks;

/// <summary>A block's way through pool, validity and execution: 10,000 transfers between random ones of 1,000,000 accounts in memory.</summary>
internal static class ExecutionBenchmarks
{
    private const int Accounts = 1_000_000;
    private const int Count = 10_000;
    private const double Microseconds = 1e6;

    public static IReadOnlyList<Measurement> Run()
    {
        GenesisDocument genesis = Genesis();
        ChainRules rules = ChainRules.Of(genesis);
        var state = new AccountsInMemory(GenesisState.Build(genesis));
        VerifiedTransaction[] transfers = Transfers(genesis.Hash, state);
        ParentContext parent = ParentContext.Genesis(genesis, state, Hashing.Sha256("root"u8));
        Block block = BlockBuilder.Build(parent, 0, parent.TimeMs + 1, transfers, [], null);
        BlockResult result = BlockExecutor.Execute(block, transfers, state, rules);

        double validity = Measurement.MedianPerItem(7, Count, () => Invariant.Holds(BlockValidator.Check(block, parent, state, transfers, rules) == BlockRefusal.None, "valid"), Microseconds);
        double execute = Measurement.MedianPerItem(7, Count, () => BlockExecutor.Execute(block, transfers, state, rules), Microseconds);
        double add = Measurement.MedianPerItem(7, Count, () => Fill(genesis, transfers, state), Microseconds);
        Pool pool = Fill(genesis, transfers, state);
        double select = Measurement.MedianPerItem(7, Count, () => BlockSelection.Select(pool.Select(), rules, parent, state), Microseconds);
        double filled = Measurement.MedianPerItem(7, Count, () => Fill(genesis, transfers, state).OnBlock(1, result.NextBaseFee, block.Transactions, state), Microseconds);
        const string conditions = "10,000 transfers, 1,000,000 accounts in memory";
        return
        [
            new("admission to the pool, without the signature", add, "µs", "≤ 5", conditions),
            new("selection for a block", select, "µs", "", conditions),
            new("validity of a block, signatures apart", validity, "µs a transfer", "", conditions),
            new("execution with receipts and sorted writes", execute, "µs a transfer", "≤ 10", $"{conditions}, {result.Writes.Count} writes"),
            new("taking an executed block out of the pool", filled - add, "µs a transfer", "", conditions),
        ];
    }

    private static Pool Fill(GenesisDocument genesis, VerifiedTransaction[] transfers, IStateReader state)
    {
        var pool = new Pool(genesis.Parameters, PoolLimits.Default, 7, 0, genesis.Parameters.BaseFeeMin);
        foreach (VerifiedTransaction transfer in transfers)
            Invariant.Holds(pool.Add(transfer, state).IsAdded, "the sample is admissible");
        return pool;
    }

    private static GenesisDocument Genesis()
    {
        using PrivateKey key = Samples.Key(-1);
        Address operatorAddress = Address.OfKey(key.GetPublicKey());
        var validator = new GenesisValidator(operatorAddress, key.GetPublicKey(), key.Sign(TransactionAction.PossessionDigest(default, operatorAddress)), Amount.FromGrains(Amount.GrainsPerCoin));
        var parameters = new ChainParameters
        {
            BlockIntervalMs = 400, HeartbeatMs = 10_000, ProposeTimeoutMs = 1_000, ProposeTimeoutDeltaMs = 500, VoteTimeoutMs = 500, VoteTimeoutDeltaMs = 250,
            PrecisionMs = 500, MessageDelayMs = 2_000, ExpiryWindow = 1_000, BlockGasMax = 200_000_000, BlockBytesMax = 4 * 1024 * 1024, BlockTransactionsMax = 12_000,
            BaseFeeMin = 1_000, ValidatorsMax = 100, StakeMin = Amount.FromGrains(Amount.GrainsPerCoin), UnbondingMs = 60_000, UnbondingBlocks = 100, EvidenceMs = 30_000, EvidenceBlocks = 50,
        };
        GenesisDocument.TryCreate("chain-bench", "chn", 1, parameters, [], [validator], out GenesisDocument? genesis);
        Invariant.Holds(genesis is not null, "the sample is a genesis document");
        return genesis;
    }

    private static VerifiedTransaction[] Transfers(Hash256 genesisHash, AccountsInMemory state)
    {
        var transfers = new VerifiedTransaction[Count];
        Parallel.For(0, Count, i =>
        {
            using PrivateKey key = Samples.Key(i);
            var action = new TransactionAction.Transfer(AccountsInMemory.Recipient((int)((uint)i * 2_654_435_761u % (Accounts - Count))), Amount.FromGrains(1));
            UnsignedTransaction.TryCreate(genesisHash, 0, 0, 100, 13_500, 1_000_000, (ulong)(i % 100), "", action, out UnsignedTransaction? body);
            transfers[i] = VerifiedTransaction.Verify(body!.Sign(key.GetPublicKey(), key.Sign(body.SigningDigest())), genesisHash)!;
        });
        state.Fund(transfers.Select(transfer => transfer.Sender));
        return transfers;
    }

    /// <summary>Account records by address as bytes, as a store would return them; everything else as genesis made it.</summary>
    private sealed class AccountsInMemory : IStateReader
    {
        private readonly Dictionary<Address, byte[]> _accounts = new(Accounts);
        private readonly StateWrites _rest;

        public AccountsInMemory(StateWrites genesis)
        {
            _rest = genesis;
            for (int i = 0; i < Accounts - Count; i++)
                _accounts.Add(Recipient(i), Record(1_000_000_000_000 + (ulong)i));
        }

        public static Address Recipient(int index) => new(Hashing.Sha256(BitConverter.GetBytes(index)));

        public void Fund(IEnumerable<Address> senders)
        {
            foreach (Address sender in senders)
                _accounts[sender] = Record(1_000_000_000_000);
        }

        public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
        {
            if (key[0] == StateKeys.Account(default).Span[0])
            {
                bool found = _accounts.TryGetValue(new Address(key[1..]), out byte[]? bytes);
                value = bytes;
                return found;
            }
            bool present = _rest.TryFind(key, out StateWrite write);
            value = write.NewValue ?? default;
            return present;
        }

        private static byte[] Record(ulong grains)
        {
            var writer = new WireWriter(32);
            new AccountRecord(Amount.FromGrains(grains), 0, default).Write(writer);
            return writer.ToArray();
        }
    }
}
