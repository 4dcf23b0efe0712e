using Chain.Storage.KeyValue;

namespace Chain.Storage.Tests.KeyValue;

/// <summary>What every store does; run against the real one and the simulated one.</summary>
public abstract class KeyValueStoreContract : IDisposable
{
    private protected static readonly Table First = new(0, "first");
    private protected static readonly Table Second = new(1, "second");
    private protected static readonly IReadOnlyList<Table> Tables = [First, Second];

    private protected ManualTime Time { get; } = new();

    private protected SnapshotLimits Limits => new(4, TimeSpan.FromSeconds(2), Time);

    private protected abstract IKeyValueStore Store { get; }

    public abstract void Dispose();

    [Fact]
    public void Commit_makes_values_visible_to_later_snapshots_only()
    {
        Put(("a", "1"));
        using IKeyValueSnapshot before = Store.OpenSnapshot();
        Put(("a", "2"), ("b", "3"));
        using IKeyValueSnapshot after = Store.OpenSnapshot();
        Assert.Equal("1", Get(before, "a"));
        Assert.Null(Get(before, "b"));
        Assert.Equal("2", Get(after, "a"));
        Assert.Equal("3", Get(after, "b"));
    }

    [Fact]
    public void Tables_do_not_share_keys()
    {
        Put(("a", "1"));
        using IKeyValueSnapshot snapshot = Store.OpenSnapshot();
        Assert.False(snapshot.TryGet(Second, "a"u8, out _));
    }

    [Fact]
    public void Later_changes_of_a_batch_win()
    {
        var batch = new WriteBatch();
        batch.Put(First, Bytes.Of("a"), Bytes.Of("1"));
        batch.Delete(First, Bytes.Of("a"));
        batch.Put(First, Bytes.Of("b"), Bytes.Of("1"));
        batch.Put(First, Bytes.Of("b"), Bytes.Of("2"));
        batch.Delete(First, Bytes.Of("absent"));
        Store.Commit(batch, sync: true);
        using IKeyValueSnapshot snapshot = Store.OpenSnapshot();
        Assert.Null(Get(snapshot, "a"));
        Assert.Equal("2", Get(snapshot, "b"));
        Assert.Equal(1, snapshot.Count(First));
    }

    [Fact]
    public void Empty_value_is_present()
    {
        Put(("a", ""));
        using IKeyValueSnapshot snapshot = Store.OpenSnapshot();
        Assert.Equal("", Get(snapshot, "a"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(512)]
    public void Key_of_wrong_length_is_refused_and_nothing_of_its_batch_is_written(int length)
    {
        var batch = new WriteBatch();
        batch.Put(First, Bytes.Of("a"), Bytes.Of("1"));
        batch.Put(First, new byte[length], Bytes.Of("1"));
        Assert.Throws<StorageFailure>(() => Store.Commit(batch, sync: true));
        using IKeyValueSnapshot snapshot = Store.OpenSnapshot();
        Assert.Null(Get(snapshot, "a"));
    }

    [Fact]
    public void Longest_key_and_a_value_of_megabytes_are_kept()
    {
        byte[] key = Bytes.Random(new Random(1), 511);
        byte[] value = Bytes.Random(new Random(2), 5_000_000);
        var batch = new WriteBatch();
        batch.Put(First, key, value);
        Store.Commit(batch, sync: true);
        using IKeyValueSnapshot snapshot = Store.OpenSnapshot();
        Assert.True(snapshot.TryGet(First, key, out byte[] read));
        Assert.Equal(value, read);
    }

    [Fact]
    public void Ranges_are_ordered_and_bounded_in_both_directions()
    {
        Put(("a", "1"), ("b", "2"), ("ba", "3"), ("bb", "4"), ("c", "5"));
        using IKeyValueSnapshot snapshot = Store.OpenSnapshot();
        Assert.Equal(["a", "b", "ba", "bb", "c"], Keys(snapshot.Range(First, default, default)));
        Assert.Equal(["c", "bb", "ba", "b", "a"], Keys(snapshot.Range(First, default, default, backward: true)));
        Assert.Equal(["b", "ba"], Keys(snapshot.Range(First, Bytes.Of("b"), Bytes.Of("bb"))));
        Assert.Equal(["ba", "b"], Keys(snapshot.Range(First, Bytes.Of("b"), Bytes.Of("bb"), backward: true)));
        Assert.Equal(["bb", "ba"], Keys(snapshot.Range(First, Bytes.Of("b0"), Bytes.Of("bz"), backward: true)));
        Assert.Equal(["b", "ba", "bb"], Keys(snapshot.Prefix(First, Bytes.Of("b"))));
        Assert.Equal(["c"], Keys(snapshot.Range(First, Bytes.Of("bz"), Bytes.Of("z"))));
        Assert.Empty(Keys(snapshot.Range(First, Bytes.Of("x"), default)));
        Assert.Empty(Keys(snapshot.Range(First, default, Bytes.Of("a"), backward: true)));
        Assert.Empty(Keys(snapshot.Range(Second, default, default)));
        Assert.Empty(Keys(snapshot.Range(Second, default, default, backward: true)));
    }

    [Fact]
    public void Prefix_of_highest_bytes_has_no_end()
    {
        var batch = new WriteBatch();
        batch.Put(First, new byte[] { 0xFE }, Bytes.Of("1"));
        batch.Put(First, new byte[] { 0xFF, 0xFF }, Bytes.Of("2"));
        batch.Put(First, new byte[] { 0xFF, 0xFF, 1 }, Bytes.Of("3"));
        Store.Commit(batch, sync: true);
        using IKeyValueSnapshot snapshot = Store.OpenSnapshot();
        Assert.Equal(2, snapshot.Prefix(First, new byte[] { 0xFF, 0xFF }).Count());
        Assert.Equal(3, snapshot.Prefix(First, new byte[] { 0xFF, 0xFF }, backward: true).Count() + snapshot.Prefix(First, new byte[] { 0xFE }).Count());
    }

    [Fact]
    public void Bounded_snapshot_expires_and_an_unbounded_one_does_not()
    {
        Put(("a", "1"));
        using IKeyValueSnapshot bounded = Store.OpenSnapshot();
        using IKeyValueSnapshot unbounded = Store.OpenSnapshot(SnapshotLife.Unbounded);
        IEnumerator<KeyValuePair<byte[], byte[]>> range = bounded.Range(First, default, default).GetEnumerator();
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("1", Get(bounded, "a"));
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Put(("a", "2"));
        StorageFailure failure = Assert.Throws<StorageFailure>(() => Get(bounded, "a"));
        Assert.Equal(StorageFault.SnapshotExpired, failure.Fault);
        Assert.False(failure.IsFatal);
        Assert.Throws<StorageFailure>(() => range.MoveNext());
        range.Dispose();
        Assert.Equal("1", Get(unbounded, "a"));
    }

    [Fact]
    public void Snapshots_are_counted_and_limited()
    {
        var open = new List<IKeyValueSnapshot>();
        for (int i = 0; i < 4; i++)
            open.Add(Store.OpenSnapshot());
        Assert.Equal(4, Store.OpenSnapshots);
        Assert.Equal(StorageFault.TooManySnapshots, Assert.Throws<StorageFailure>(() => Store.OpenSnapshot()).Fault);
        foreach (IKeyValueSnapshot snapshot in open)
        {
            snapshot.Dispose();
            snapshot.Dispose();
        }
        Assert.Equal(0, Store.OpenSnapshots);
        Store.OpenSnapshot().Dispose();
    }

    [Fact]
    public void Range_survives_being_left_early()
    {
        Put(("a", "1"), ("b", "2"));
        using (IKeyValueSnapshot snapshot = Store.OpenSnapshot())
            Assert.Equal("a", Bytes.Text(snapshot.Range(First, default, default).First().Key));
        Put(("c", "3"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Behaves_like_a_sorted_dictionary(int seed)
    {
        var random = new Random(seed);
        var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (int round = 0; round < 30; round++)
        {
            var batch = new WriteBatch();
            for (int i = 0; i < 100; i++)
            {
                string key = $"{random.Next(300):D3}";
                if (random.Next(3) == 0)
                {
                    batch.Delete(First, Bytes.Of(key));
                    model.Remove(key);
                }
                else
                {
                    string value = new('x', random.Next(3000));
                    batch.Put(First, Bytes.Of(key), Bytes.Of(value));
                    model[key] = value;
                }
            }
            Store.Commit(batch, sync: random.Next(2) == 0);
            using IKeyValueSnapshot snapshot = Store.OpenSnapshot();
            string from = $"{random.Next(300):D3}";
            string to = $"{random.Next(300):D3}";
            Assert.Equal(
                model.Where(pair => string.CompareOrdinal(pair.Key, from) >= 0 && string.CompareOrdinal(pair.Key, to) < 0).Select(static pair => (pair.Key, pair.Value)),
                snapshot.Range(First, Bytes.Of(from), Bytes.Of(to)).Select(static pair => (Bytes.Text(pair.Key), Bytes.Text(pair.Value))));
            Assert.Equal(model.Count, snapshot.Count(First));
        }
    }

    [Fact]
    public void Snapshots_read_by_many_threads_are_never_torn()
    {
        Put([.. Enumerable.Range(0, 50).Select(static i => ($"{i}", "0"))]);
        using var stop = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                using IKeyValueSnapshot snapshot = Store.OpenSnapshot(SnapshotLife.Unbounded);
                Assert.Single(snapshot.Range(First, default, default).Select(static pair => Bytes.Text(pair.Value)).Distinct());
            }
        }))];
        for (int round = 1; round < 60; round++)
            Put([.. Enumerable.Range(0, 50).Select(i => ($"{i}", $"{round}"))]);
        stop.Cancel();
        Task.WaitAll(readers);
    }

    private protected static string? Get(IKeyValueSnapshot snapshot, string key) => snapshot.TryGet(First, Bytes.Of(key), out byte[] value) ? Bytes.Text(value) : null;

    private protected void Put(params (string Key, string Value)[] entries) => Put(Store, sync: true, entries);

    private protected static void Put(IKeyValueStore store, bool sync, params (string Key, string Value)[] entries)
    {
        var batch = new WriteBatch();
        foreach ((string key, string value) in entries)
            batch.Put(First, Bytes.Of(key), Bytes.Of(value));
        store.Commit(batch, sync);
    }

    private static IEnumerable<string> Keys(IEnumerable<KeyValuePair<byte[], byte[]>> entries) => entries.Select(static entry => Bytes.Text(entry.Key));
}
