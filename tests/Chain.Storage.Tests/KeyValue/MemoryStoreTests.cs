using Chain.Storage.KeyValue;

namespace Chain.Storage.Tests.KeyValue;

public sealed class MemoryStoreTests : KeyValueStoreContract
{
    private readonly MemoryStore _store;

    public MemoryStoreTests() => _store = new MemoryStore(Tables, Limits);

    private protected override IKeyValueStore Store => _store;

    public override void Dispose() => _store.Dispose();

    [Fact]
    public void Crash_loses_what_was_not_synced_and_nothing_else()
    {
        Put(_store, sync: true, ("a", "1"));
        Put(_store, sync: false, ("a", "2"), ("b", "2"));
        _store.Crash();
        using (IKeyValueSnapshot snapshot = _store.OpenSnapshot())
        {
            Assert.Equal("1", Get(snapshot, "a"));
            Assert.Null(Get(snapshot, "b"));
        }
        Put(_store, sync: false, ("c", "3"));
        _store.Sync();
        _store.Crash();
        using IKeyValueSnapshot after = _store.OpenSnapshot();
        Assert.Equal("3", Get(after, "c"));
    }

    [Fact]
    public void Full_store_refuses_a_commit_whole()
    {
        _store.BytesMax = 10;
        Put(_store, sync: true, ("a", "1"));
        Assert.Equal(StorageFault.Full, Assert.Throws<StorageFailure>(() => Put(_store, sync: true, ("b", "1"), ("c", "1234567890"))).Fault);
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot();
        Assert.Null(Get(snapshot, "b"));
    }
}
