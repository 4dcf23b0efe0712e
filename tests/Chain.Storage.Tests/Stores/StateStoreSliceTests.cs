using Chain.Primitives;
using Chain.State;
using Chain.Storage.KeyValue;
using Chain.Storage.Stores;

namespace Chain.Storage.Tests.Stores;

public sealed class StateStoreSliceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void State_that_grows_and_shrinks_across_the_threshold_reopens_at_every_height(int seed)
    {
        var random = new Random(seed);
        var memory = new MemoryStore(Schema.State.All);
        var options = new StateStoreOptions { SlicedFromKeys = 600, SlicesPerCommit = 1 + (seed % 3), HeightsKept = 2, HeightsUndoable = 20, Threads = 1 };
        StateStore store = StateStore.Create(memory, Bytes.Chain, StateWrites.None, options);
        var content = new SortedDictionary<int, int>();
        for (int height = 1; height <= 80; height++)
        {
            int target = height % 40 < 20 ? 2000 : 10;
            var writes = new Dictionary<int, StateWrite>();
            for (int i = 0; i < 200; i++)
            {
                int key = random.Next(2500);
                bool delete = content.Count > target;
                ReadOnlyMemory<byte>? before = content.TryGetValue(key, out int value) ? BitConverter.GetBytes(value) : default(ReadOnlyMemory<byte>?);
                if (writes.ContainsKey(key) || (delete && before is null))
                    continue;
                ReadOnlyMemory<byte>? after = delete ? default(ReadOnlyMemory<byte>?) : BitConverter.GetBytes(height);
                writes[key] = new StateWrite(BitConverter.GetBytes(key), after, before);
                if (delete)
                    content.Remove(key);
                else
                    content[key] = height;
            }
            store.Commit(store.Prepare(store.Newest, StateWrites.Create(writes.Values)));
            Hash256 root = store.Newest.Root;
            Assert.Equal(root, store.RecomputeRoot());
            if (random.Next(3) != 0)
                continue;
            memory.Crash();
            store = StateStore.Open(memory, Bytes.Chain, options);
            Assert.Equal(root, store.Newest.Root);
            Assert.Equal(root, store.RecomputeRoot());
            using StateSnapshot snapshot = store.OpenSnapshot((ulong)height)!;
            foreach (int key in Enumerable.Range(0, 2500))
            {
                Assert.Equal(content.TryGetValue(key, out int value), snapshot.TryGet(BitConverter.GetBytes(key), out ReadOnlyMemory<byte> read));
                if (!read.IsEmpty)
                    Assert.Equal(value, BitConverter.ToInt32(read.Span));
            }
        }
    }

    [Fact]
    public void Readers_on_other_threads_see_whole_heights_and_valid_proofs_while_commits_run()
    {
        using var folder = new TemporaryFolder();
        using var store = StateStore.Create(
            LmdbStore.Create(new LmdbOptions(folder["state"], Schema.State.All) { BytesMax = 1L << 30 }),
            Bytes.Chain,
            StateWrites.Create(Enumerable.Range(0, 5000).Select(static i => new StateWrite(BitConverter.GetBytes(i), BitConverter.GetBytes(0), null))),
            new StateStoreOptions { SlicedFromKeys = 100, HeightsKept = 4 });
        using var stop = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 3).Select(seed => Task.Run(() => Read(store, new Random(seed), stop.Token)))];
        var random = new Random(9);
        StateVersion tip = store.Newest;
        var pending = new List<StateVersion>();
        for (int height = 1; height <= 120; height++)
        {
            // Each height writes its number to all of a fixed group of keys and to some others.
            using (StateSnapshot snapshot = store.OpenSnapshot(tip))
            {
                IEnumerable<int> keys = Enumerable.Range(0, 20).Concat(Enumerable.Range(0, 100).Select(_ => random.Next(20, 5000)).Distinct());
                tip = store.Prepare(tip, StateWrites.Create(keys.Select(key =>
                    new StateWrite(BitConverter.GetBytes(key), BitConverter.GetBytes(height), snapshot.TryGet(BitConverter.GetBytes(key), out ReadOnlyMemory<byte> old) ? old : default(ReadOnlyMemory<byte>?)))));
            }
            pending.Add(tip);
            if (pending.Count < 2 && random.Next(2) == 0)
                continue;
            store.Commit([.. pending]);
            pending.Clear();
        }
        stop.Cancel();
        Task.WaitAll(readers);
        Assert.Equal(store.Newest.Root, store.RecomputeRoot());
    }

    private static void Read(StateStore store, Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            ulong height = store.Height - (ulong)random.Next(0, (int)Math.Min(4, store.Height - store.LowestHeight) + 1);
            using StateSnapshot? snapshot = store.OpenSnapshot(height);
            if (snapshot is null)
                continue;
            for (int i = 0; i < 20; i++)
            {
                Assert.True(snapshot.TryGet(BitConverter.GetBytes(i), out ReadOnlyMemory<byte> value));
                Assert.Equal((int)height, BitConverter.ToInt32(value.Span));
            }
            byte[] key = BitConverter.GetBytes(random.Next(6000));
            snapshot.Prove(key).Verify(snapshot.Root, key, out ReadOnlyMemory<byte> proved);
            Assert.Equal(snapshot.TryGet(key, out ReadOnlyMemory<byte> read), !proved.IsEmpty);
            Assert.Equal(read.ToArray(), proved.ToArray());
        }
    }
}
