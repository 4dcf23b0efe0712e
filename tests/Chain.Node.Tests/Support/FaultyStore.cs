using Chain.Primitives.Crypto;
using Chain.State;
using Chain.Storage.KeyValue;

namespace Chain.Node.Tests.Support;

/// <summary>A store on a disk that fails at one entry of the state, when and how the test says.</summary>
internal sealed class FaultyStore(IKeyValueStore inner, Func<(StateKey Key, Exception Failure)?> fault) : IKeyValueStore
{
    public StoreSize Size => inner.Size;

    public int OpenSnapshots => inner.OpenSnapshots;

    public IKeyValueSnapshot OpenSnapshot(SnapshotLife life = SnapshotLife.Bounded) => new Snapshot(inner.OpenSnapshot(life), fault);

    public void Commit(WriteBatch batch, bool sync) => inner.Commit(batch, sync);

    public void Sync() => inner.Sync();

    public void Dispose() => inner.Dispose();

    private sealed class Snapshot(IKeyValueSnapshot inner, Func<(StateKey Key, Exception Failure)?> fault) : IKeyValueSnapshot
    {
        public bool TryGet(Table table, ReadOnlySpan<byte> key, out byte[] value)
        {
            if (table == Schema.State.Flat && fault() is { } failing && key.SequenceEqual(Hashing.Sha256(failing.Key.Span).Span))
                throw failing.Failure;
            return inner.TryGet(table, key, out value);
        }

        public IEnumerable<KeyValuePair<byte[], byte[]>> Range(Table table, ReadOnlyMemory<byte> from, ReadOnlyMemory<byte> to, bool backward = false) =>
            inner.Range(table, from, to, backward);

        public long Count(Table table) => inner.Count(table);

        public void Dispose() => inner.Dispose();
    }
}
