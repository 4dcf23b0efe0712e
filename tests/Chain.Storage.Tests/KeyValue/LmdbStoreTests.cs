using Chain.Storage.KeyValue;

namespace Chain.Storage.Tests.KeyValue;

public sealed class LmdbStoreTests : KeyValueStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private LmdbStore _store;

    public LmdbStoreTests() => _store = LmdbStore.Create(Options);

    private LmdbOptions Options => new(_folder["db"], Tables) { Snapshots = Limits, BytesMax = 1L << 30 };

    private string DataFile => _folder["db/data.mdb"];

    private protected override IKeyValueStore Store => _store;

    public override void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Reopened_store_holds_what_was_committed()
    {
        Put(("a", "1"));
        Reopen();
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot();
        Assert.Equal("1", Get(snapshot, "a"));
    }

    [Fact]
    public void Create_refuses_a_folder_that_holds_a_store()
    {
        _store.Dispose();
        Assert.Equal(StorageFault.AlreadyExists, Assert.Throws<StorageFailure>(() => LmdbStore.Create(Options)).Fault);
    }

    [Fact]
    public void Store_is_opened_once_in_a_process() =>
        Assert.Equal(StorageFault.Locked, Assert.Throws<StorageFailure>(() => LmdbStore.Open(Options)).Fault);

    [Fact]
    public void Missing_data_file_is_refused_by_name()
    {
        _store.Dispose();
        File.Delete(DataFile);
        StorageFailure failure = Assert.Throws<StorageFailure>(() => LmdbStore.Open(Options));
        Assert.Equal(StorageFault.Missing, failure.Fault);
        Assert.Contains("data.mdb", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(DataFile));
    }

    [Fact]
    public void Missing_lock_file_is_made_anew()
    {
        Put(("a", "1"));
        _store.Dispose();
        File.Delete(_folder["db/lock.mdb"]);
        Reopen();
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot();
        Assert.Equal("1", Get(snapshot, "a"));
    }

    [Fact]
    public void Overwritten_lock_file_does_no_harm()
    {
        Put(("a", "1"));
        _store.Dispose();
        FileDamage.Overwrite(_folder["db/lock.mdb"], 150, 200);
        Reopen();
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot();
        Assert.Equal("1", Get(snapshot, "a"));
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0x5A)]
    [InlineData(0x00)]
    public void Overwritten_root_page_is_refused_or_harmless(byte filler)
    {
        for (int i = 0; i < 5; i++)
            Put(("a", $"{i}"));
        _store.Dispose();
        FileDamage.Overwrite(DataFile, 150, 200, filler);
        try
        {
            Reopen();
        }
        catch (StorageFailure failure)
        {
            Assert.Equal(StorageFault.Damaged, failure.Fault);
            Assert.Contains(_folder["db"], failure.Message, StringComparison.Ordinal);
            return;
        }
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot();
        Assert.Equal("4", Get(snapshot, "a"));
    }

    [Fact]
    public void File_cut_short_is_refused_or_lost_nothing()
    {
        Put([.. Enumerable.Range(0, 2000).Select(static i => ($"{i}", new string('x', 500)))]);
        long used = _store.Size.UsedBytes;
        _store.Dispose();
        byte[] whole = File.ReadAllBytes(DataFile);
        foreach (long length in Enumerable.Range(0, 16).Select(i => used * i / 16).Append(used - 1).Append(used).Append(whole.Length - 1))
        {
            File.WriteAllBytes(DataFile, whole[..(int)length]);
            if (length < used)
            {
                Assert.Equal(StorageFault.Damaged, Assert.Throws<StorageFailure>(() => LmdbStore.Open(Options)).Fault);
                continue;
            }
            Reopen();
            using (IKeyValueSnapshot snapshot = _store.OpenSnapshot())
                Assert.Equal(2000, snapshot.Range(First, default, default).Count());
            _store.Dispose();
        }
    }

    [Fact]
    public void Bytes_changed_anywhere_are_refused_at_open_or_harmless()
    {
        var random = new Random(12);
        for (int round = 0; round < 12; round++)
            Put([.. Enumerable.Range(0, 150).Select(_ => ($"{random.Next(600)}", new string((char)random.Next(97, 120), random.Next(20) == 0 ? 9000 : random.Next(300))))]);
        Dictionary<string, string> expected;
        using (IKeyValueSnapshot snapshot = _store.OpenSnapshot())
            expected = snapshot.Range(First, default, default).ToDictionary(static pair => Bytes.Text(pair.Key), static pair => Bytes.Text(pair.Value));
        int used = (int)_store.Size.UsedBytes;
        _store.Dispose();
        byte[] whole = File.ReadAllBytes(DataFile)[..used];
        int refused = 0;
        for (int execution = 0; execution < 400; execution++)
        {
            byte[] changed = [.. whole];
            int at = random.Next(2) == 0 ? random.Next(used) : (random.Next(used / 4096) * 4096) + random.Next(64);
            for (int i = random.Next(3) == 0 ? 200 : random.Next(1, 9); i > 0 && at < used; i--)
                changed[at++] = (byte)random.Next(256);
            File.WriteAllBytes(DataFile, changed);
            try
            {
                _store = LmdbStore.Open(Options);
            }
            catch (StorageFailure failure)
            {
                Assert.Contains(failure.Fault, new[] { StorageFault.Damaged, StorageFault.WrongVersion });
                refused++;
                continue;
            }
            using (IKeyValueSnapshot snapshot = _store.OpenSnapshot())
            {
                foreach ((string key, string value) in expected)
                    Assert.Equal(value, Get(snapshot, key));
                Assert.Equal(expected.Count, snapshot.Count(First));
            }
            Put(("after", "damage"));
            _store.Dispose();
        }
        Assert.True(refused > 100);
    }

    [Fact]
    public void Damaged_value_is_never_served()
    {
        byte[] marker = Bytes.Random(new Random(3), 64);
        var batch = new WriteBatch();
        batch.Put(First, Bytes.Of("key"), marker);
        batch.Put(First, Bytes.Of("other"), Bytes.Of("whole"));
        _store.Commit(batch, sync: true);
        _store.Dispose();
        byte[] file = File.ReadAllBytes(DataFile);
        int at = file.AsSpan().IndexOf(marker);
        while (at >= 0)
        {
            file[at + 10] ^= 4;
            at = file.AsSpan().IndexOf(marker);
        }
        File.WriteAllBytes(DataFile, file);
        Assert.Equal(StorageFault.Damaged, Assert.Throws<StorageFailure>(() => LmdbStore.Open(Options)).Fault);
        _store = LmdbStore.Open(Options with { CheckedBytesMax = 0 });
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot();
        StorageFailure failure = Assert.Throws<StorageFailure>(() => Get(snapshot, "key"));
        Assert.Equal(StorageFault.Damaged, failure.Fault);
        Assert.Contains("table first", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(Bytes.Of("key")), failure.Message, StringComparison.Ordinal);
        Assert.Equal("whole", Get(snapshot, "other"));
    }

    [Fact]
    public void File_that_claims_to_be_enormous_is_refused()
    {
        _store.Dispose();
        using (var file = File.OpenHandle(DataFile, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.SetLength(file, 1L << 40);
        Assert.Equal(StorageFault.TooLarge, Assert.Throws<StorageFailure>(() => LmdbStore.Open(Options)).Fault);
    }

    [Theory]
    [InlineData("text that is no store")]
    [InlineData("")]
    public void File_of_something_else_is_refused(string content)
    {
        _store.Dispose();
        File.WriteAllText(DataFile, content);
        StorageFailure failure = Assert.Throws<StorageFailure>(() => LmdbStore.Open(Options));
        Assert.Contains(failure.Fault, new[] { StorageFault.Damaged, StorageFault.Unreadable });
    }

    [Fact]
    public void Link_in_place_of_the_data_file_is_refused()
    {
        _store.Dispose();
        File.Move(DataFile, _folder["elsewhere"]);
        File.CreateSymbolicLink(DataFile, _folder["elsewhere"]);
        Assert.Equal(StorageFault.Unreadable, Assert.Throws<StorageFailure>(() => LmdbStore.Open(Options)).Fault);
    }

    [Fact]
    public void Store_with_other_tables_is_refused()
    {
        _store.Dispose();
        var other = new LmdbOptions(_folder["db"], [.. Tables, new Table(2, "third")]);
        Assert.Equal(StorageFault.Damaged, Assert.Throws<StorageFailure>(() => LmdbStore.Open(other)).Fault);
    }

    [Fact]
    public void Full_map_refuses_the_commit_whole_and_a_larger_one_goes_on()
    {
        _store.Dispose();
        var small = new LmdbOptions(_folder["small"], Tables) { BytesMax = 1 << 20 };
        LmdbStore store = LmdbStore.Create(small);
        Put(store, sync: true, ("a", "1"));
        StorageFailure failure = Assert.Throws<StorageFailure>(() => Put(store, sync: true, ("a", "2"), ("big", new string('x', 2_000_000))));
        Assert.Equal(StorageFault.Full, failure.Fault);
        Assert.Equal(StorageFault.Full, Assert.Throws<StorageFailure>(() => Put(store, sync: true, ("a", "3"))).Fault);
        store.Dispose();
        using LmdbStore larger = LmdbStore.Open(small with { BytesMax = 1 << 24 });
        using (IKeyValueSnapshot snapshot = larger.OpenSnapshot())
            Assert.Equal("1", Get(snapshot, "a"));
        Put(larger, sync: true, ("big", new string('x', 2_000_000)));
    }

    [Fact]
    public void Room_of_replaced_values_is_used_again()
    {
        for (int i = 0; i < 50; i++)
            Put(("a", new string((char)('a' + (i % 26)), 100_000)));
        long used = _store.Size.UsedBytes;
        for (int i = 0; i < 200; i++)
            Put(("a", new string((char)('a' + (i % 26)), 100_000)));
        Assert.True(_store.Size.UsedBytes <= used + 200_000);
    }

    // Each change of the length is one more write of the file's inode in the commit after it.
    [Fact]
    public void File_of_a_growing_store_is_made_longer_in_large_steps()
    {
        var lengths = new HashSet<long> { new FileInfo(DataFile).Length };
        for (int i = 0; i < 300; i++)
        {
            Put(($"{i}", new string('x', 60_000)));
            long length = new FileInfo(DataFile).Length;
            lengths.Add(length);
            Assert.True(length >= _store.Size.UsedBytes + (64L << 20), $"the file is {length} bytes long for {_store.Size.UsedBytes}");
        }
        Assert.True(_store.Size.UsedBytes > 16L << 20);
        Assert.Single(lengths);
    }

    [Fact]
    public void Disposing_ends_snapshots_that_are_still_open()
    {
        Put(("a", "1"));
        IKeyValueSnapshot snapshot = _store.OpenSnapshot();
        _store.Dispose();
        Assert.Equal(StorageFault.SnapshotExpired, Assert.Throws<StorageFailure>(() => Get(snapshot, "a")).Fault);
        snapshot.Dispose();
    }

    private void Reopen()
    {
        _store.Dispose();
        _store = LmdbStore.Open(Options);
    }
}
