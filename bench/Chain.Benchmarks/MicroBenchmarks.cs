using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Merkle;
using Chain.State.Tree;
using Chain.Types;

namespace Chain.Benchmarks;

/// <summary>The parts by themselves, beside the budgets of docs/spec/limits.md.</summary>
internal static class MicroBenchmarks
{
    private const double Microseconds = 1e6;
    private const double Nanoseconds = 1e9;
    private const double Milliseconds = 1e3;

    public static IReadOnlyDictionary<string, Func<IReadOnlyList<Measurement>>> All { get; } =
        new SortedDictionary<string, Func<IReadOnlyList<Measurement>>>(StringComparer.Ordinal)
        {
            ["signatures"] = Signatures,
            ["hashing"] = HashingSpeed,
            ["transactions"] = Transactions,
            ["tree"] = Tree,
            ["execution"] = ExecutionBenchmarks.Run,
            ["contracts-runtime"] = Contracts.ContractBenchmarks.Run,
            ["network"] = NetworkBenchmarks.Run,
        };

    private static IReadOnlyList<Measurement> Signatures()
    {
        const int count = 1_000;
        Transaction[] transactions = Samples.Transfers(count);
        double one = Measurement.MedianPerItem(5, count, () =>
        {
            foreach (Transaction transaction in transactions)
                Invariant.Holds(VerifiedTransaction.Verify(transaction, Samples.GenesisHash) is not null, "the sample is signed");
        }, Microseconds);
        double all = Measurement.MedianPerItem(5, count, () =>
            Parallel.ForEach(transactions, transaction => Invariant.Holds(VerifiedTransaction.Verify(transaction, Samples.GenesisHash) is not null, "the sample is signed")), Microseconds);
        using PrivateKey key = Samples.Key(0);
        double sign = Measurement.MedianPerItem(5, count, () =>
        {
            foreach (Transaction transaction in transactions)
                key.Sign(transaction.SigningDigest);
        }, Microseconds);
        return
        [
            new("verify a signature, one core", one, "µs", "≤ 45", $"{count} transfers, key parsed each time"),
            new("verify a signature, all cores", all, "µs each", "", $"{Environment.ProcessorCount} cores"),
            new("sign", sign, "µs", "", ""),
        ];
    }

    private static IReadOnlyList<Measurement> HashingSpeed()
    {
        const int count = 100_000;
        byte[] message = new byte[65];
        Hash256 left = Hashing.Sha256([1]);
        Hash256[] leaves = [.. Enumerable.Range(0, 10_000).Select(i => Hashing.Sha256(BitConverter.GetBytes(i)))];
        double plain = Measurement.MedianPerItem(9, count, () =>
        {
            for (int i = 0; i < count; i++)
                Hashing.Sha256(message);
        }, Nanoseconds);
        double pair = Measurement.MedianPerItem(9, count, () =>
        {
            Hash256 hash = left;
            for (int i = 0; i < count; i++)
                hash = Hashing.Pair(hash, left);
        }, Nanoseconds);
        double root = Measurement.MedianPerItem(9, 1, () => MerkleTree.Root(leaves), Milliseconds);
        return
        [
            new("SHA-256 of 65 bytes", plain, "ns", "≤ 120", Hashing.IsNative ? "libcrypto" : "fallback"),
            new("tree node", pair, "ns", "≤ 120", "dependent chain"),
            new("Merkle root", root, "ms", "", $"{leaves.Length} leaves"),
        ];
    }

    private static IReadOnlyList<Measurement> Transactions()
    {
        const int count = 2_000;
        Transaction[] transactions = Samples.Transfers(count);
        double decode = Measurement.MedianPerItem(9, count, () =>
        {
            foreach (Transaction transaction in transactions)
                Transaction.TryDecode(transaction.Encoded.Span, out _);
        }, Microseconds);
        return [new("decode a transfer, with its hashes", decode, "µs", "≤ 3", $"{transactions[0].Encoded.Length} B")];
    }

    private static IReadOnlyList<Measurement> Tree()
    {
        const int leaves = 1_000_000;
        const int changed = 10_000;
        var store = new BucketsInMemory();
        TreeUpdate[] all = [.. Enumerable.Range(0, leaves).Select(i => Update(i, 0))];
        TreeUpdate.Sort(all);
        StateTree tree = store.Keep(StateTree.Empty.Apply(all, store));
        int round = 0;
        double apply = Measurement.MedianPerItem(7, 1, () =>
        {
            round++;
            TreeUpdate[] updates = [.. Enumerable.Range(0, changed).Select(i => Update((int)((uint)(i + (round * changed)) * 2_654_435_761u % leaves), round))];
            TreeUpdate.Sort(updates);
            tree = store.Keep(tree.Apply(updates, store));
        }, Milliseconds);
        return [new("tree update", apply, "ms", "≤ 40", $"{changed} changed of {leaves} leaves, one core, buckets read from memory")];

        static TreeUpdate Update(int leaf, int version) =>
            new(Hashing.Sha256(BitConverter.GetBytes(leaf)), Hashing.Sha256([.. BitConverter.GetBytes(leaf), .. BitConverter.GetBytes(version)]));
    }

    private sealed class BucketsInMemory : IBucketSource
    {
        private readonly Dictionary<BitPrefix, byte[]> _buckets = [];

        public byte[]? Read(BitPrefix prefix) => _buckets.GetValueOrDefault(prefix);

        public StateTree Keep(TreeVersion version)
        {
            foreach (BitPrefix removed in version.Changes.Removed)
                _buckets.Remove(removed);
            foreach (BucketWrite written in version.Changes.Written)
                _buckets[written.Prefix] = written.Data.ToArray();
            version.Changes.Unpin();
            return version.Tree;
        }
    }
}
