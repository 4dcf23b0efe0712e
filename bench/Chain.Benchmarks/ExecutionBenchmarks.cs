using Chain.Execution;
using Chain.Mempool;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;
using Chain.Storage.KeyValue;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Benchmarks;

/// <summary>A block's way through pool, validity and execution: 10,000 transfers between random ones of 1,000,000 accounts, in memory and in the store.</summary>
internal static class ExecutionBenchmarks
{
    private const int Accounts = 1_000_000;
    private const int Count = 10_000;
    private const double Microseconds = 1e6;

    /// <summary>The development network's parameters, as far as they bear on execution.</summary>
    internal static ChainParameters Parameters { get; } = new()
    {
        BlockIntervalMs = 400,
        HeartbeatMs = 10_000,
        ProposeTimeoutMs = 1_000,
        ProposeTimeoutDeltaMs = 500,
        VoteTimeoutMs = 500,
        VoteTimeoutDeltaMs = 250,
        PrecisionMs = 500,
        MessageDelayMs = 2_000,
        ExpiryWindow = 1_000,
        BlockGasMax = 200_000_000,
        BlockBytesMax = 4 * 1024 * 1024,
        BlockTransactionsMax = 12_000,
        BaseFeeMin = 1_000,
        ValidatorsMax = 100,
        StakeMin = Amount.FromGrains(Amount.GrainsPerCoin),
        UnbondingMs = 60_000,
        UnbondingBlocks = 100,
        EvidenceMs = 30_000,
        EvidenceBlocks = 50,
    };

    public static IReadOnlyList<Measurement> Run()
    {
        GenesisDocument genesis = Genesis();
        VerifiedTransaction[] transfers = Transfers(genesis.Hash);
        StateWrites writes = GenesisState.Build(genesis);
        List<Measurement> measurements = [.. Measure("in memory", genesis, transfers, new StateInMemory(writes))];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("chain-bench-");
        string path = Path.Combine(folder.FullName, "state");
        try
        {
            using StateStore store = StateStore.Create(LmdbStore.Create(new LmdbOptions(path, Schema.State.All)), genesis.Hash, writes);
            using StateSnapshot snapshot = store.OpenSnapshot(store.Newest);
            measurements.AddRange(Measure("in LMDB", genesis, transfers, snapshot));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return measurements;
    }

    private static IReadOnlyList<Measurement> Measure(string where, GenesisDocument genesis, VerifiedTransaction[] transfers, IStateReader state)
    {
        ChainRules rules = ChainRules.Of(genesis);
        ParentContext parent = ParentContext.Genesis(genesis, state, Hashing.Sha256("root"u8));
        Block block = BlockBuilder.Build(parent, 0, parent.TimeMs + 1, transfers, [], null);
        BlockResult result = BlockExecutor.Execute(block, transfers, state, rules);

        double validity = Measurement.MedianPerItem(7, Count, () => Invariant.Holds(BlockValidator.Check(block, parent, state, transfers, rules) == BlockRefusal.None, "valid"), Microseconds);
        double execute = Measurement.MedianPerItem(7, Count, () => BlockExecutor.Execute(block, transfers, state, rules), Microseconds);
        double add = Measurement.MedianPerItem(7, Count, () => Fill(genesis, transfers, state), Microseconds);
        Pool pool = Fill(genesis, transfers, state);
        double select = Measurement.MedianPerItem(7, Count, () => BlockSelection.Select(pool.Select(), rules, parent, state), Microseconds);
        string conditions = $"{Count} transfers, {Accounts} accounts {where}";
        return
        [
            new("admission to the pool, without the signature", add, "µs", "≤ 5", conditions),
            new("selection for a block", select, "µs a transfer", "", conditions),
            new("validity of a block, signatures apart", validity, "µs a transfer", "", conditions),
            new("execution with receipts and sorted writes", execute, "µs a transfer", "≤ 10", $"{conditions}, {result.Writes.Count} writes"),
        ];
    }

    private static Pool Fill(GenesisDocument genesis, VerifiedTransaction[] transfers, IStateReader state)
    {
        var pool = new Pool(genesis.Parameters, PoolLimits.Default, 7, 0, genesis.Parameters.BaseFeeMin);
        foreach (VerifiedTransaction transfer in transfers)
            Invariant.Holds(pool.Add(transfer, state).IsAdded, "the sample is admissible");
        return pool;
    }

    private static Address Recipient(int index) => new(Hashing.Sha256(BitConverter.GetBytes(index)));

    private static GenesisDocument Genesis()
    {
        using PrivateKey key = Samples.Key(-1);
        Address operatorAddress = Address.OfKey(key.GetPublicKey());
        var validator = new GenesisValidator(operatorAddress, key.GetPublicKey(), key.Sign(TransactionAction.PossessionDigest(default, operatorAddress)), Amount.FromGrains(Amount.GrainsPerCoin));
        var senders = new Address[Count];
        Parallel.For(0, Count, i =>
        {
            using PrivateKey sender = Samples.Key(i);
            senders[i] = Address.OfKey(sender.GetPublicKey());
        });
        IEnumerable<GenesisAccount> accounts = Enumerable.Range(0, Accounts - Count).Select(Recipient).Concat(senders)
            .Select((address, i) => new GenesisAccount(address, Amount.FromGrains(1_000_000_000_000 + (ulong)i)));
        GenesisDocument.TryCreate("chain-bench", "chn", 1, Parameters, accounts, [validator], out GenesisDocument? genesis);
        Invariant.Holds(genesis is not null, "the sample is a genesis document");
        return genesis;
    }

    private static VerifiedTransaction[] Transfers(Hash256 genesisHash)
    {
        var transfers = new VerifiedTransaction[Count];
        Parallel.For(0, Count, i =>
        {
            using PrivateKey key = Samples.Key(i);
            var action = new TransactionAction.Transfer(Recipient((int)((uint)i * 2_654_435_761u % (Accounts - Count))), Amount.FromGrains(1));
            UnsignedTransaction.TryCreate(genesisHash, 0, 0, 100, 13_500, 1_000_000, (ulong)(i % 100), "", action, out UnsignedTransaction? body);
            transfers[i] = VerifiedTransaction.Verify(body!.Sign(key.GetPublicKey(), key.Sign(body.SigningDigest())), genesisHash)!;
        });
        return transfers;
    }

    /// <summary>Account records by address as bytes, as a store would return them; everything else as genesis made it.</summary>
    private sealed class StateInMemory : IStateReader
    {
        private readonly Dictionary<Address, ReadOnlyMemory<byte>> _accounts = new(Accounts);
        private readonly StateWrites _rest;

        public StateInMemory(StateWrites genesis)
        {
            _rest = genesis;
            foreach (StateWrite write in genesis.Span)
            {
                if (IsAccount(write.Key.Span))
                    _accounts.Add(new Address(write.Key.Span[1..]), write.NewValue!.Value);
            }
        }

        public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
        {
            if (IsAccount(key))
                return _accounts.TryGetValue(new Address(key[1..]), out value);
            bool present = _rest.TryFind(key, out StateWrite write);
            value = write.NewValue ?? default;
            return present;
        }

        private static bool IsAccount(ReadOnlySpan<byte> key) => key.Length == 1 + Address.Length && key[0] == StateKeys.Account(default).Span[0];
    }
}
