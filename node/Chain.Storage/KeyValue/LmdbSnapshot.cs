using static Chain.Storage.KeyValue.LmdbNative;

namespace Chain.Storage.KeyValue;

/// <summary>A read transaction.</summary>
internal sealed unsafe class LmdbSnapshot(string store, uint[] handles, nint transaction, SnapshotLease lease) : IKeyValueSnapshot
{
    private readonly string _store = store;
    private readonly uint[] _handles = handles;
    private readonly nint _transaction = transaction;
    private readonly SnapshotLease _lease = lease;

    public bool TryGet(Table table, ReadOnlySpan<byte> key, out byte[] value)
    {
        using Lock.Scope scope = _lease.Enter();
        fixed (byte* keyBytes = key)
        {
            int result = mdb_get(_transaction, _handles[table.Index], new Val(keyBytes, (nuint)key.Length), out Val stored);
            value = [];
            if (result == NotFound)
                return false;
            LmdbStore.Check(result, _store, $"reading table {table.Name}");
            value = StoredValue.Read(_store, table, key, stored.Span);
            return true;
        }
    }

    public IEnumerable<KeyValuePair<byte[], byte[]>> Range(Table table, ReadOnlyMemory<byte> from, ReadOnlyMemory<byte> to, bool backward = false)
    {
        using var cursor = new Cursor(this, table);
        for (bool found = backward ? cursor.SeekBefore(to.Span) : cursor.SeekFrom(from.Span); found; found = cursor.Move(backward ? CursorPrevious : CursorNext))
        {
            byte[] key = cursor.Key;
            bool outside = backward ? key.AsSpan().SequenceCompareTo(from.Span) < 0 : !to.IsEmpty && key.AsSpan().SequenceCompareTo(to.Span) >= 0;
            if (outside)
                yield break;
            yield return new KeyValuePair<byte[], byte[]>(key, cursor.Value);
        }
    }

    public long Count(Table table)
    {
        using Lock.Scope scope = _lease.Enter();
        LmdbStore.Check(mdb_stat(_transaction, _handles[table.Index], out Stat stat), _store, $"counting table {table.Name}");
        return checked((long)stat.Entries);
    }

    public void Dispose() => _lease.End();

    /// <summary>A place in a table. Each step copies out what it finds, so nothing points into the store between steps.</summary>
    private sealed class Cursor : IDisposable
    {
        private readonly LmdbSnapshot _snapshot;
        private readonly Table _table;
        private nint _cursor;

        public Cursor(LmdbSnapshot snapshot, Table table)
        {
            _snapshot = snapshot;
            _table = table;
            using Lock.Scope scope = snapshot._lease.Enter();
            LmdbStore.Check(mdb_cursor_open(snapshot._transaction, snapshot._handles[table.Index], out _cursor), snapshot._store, $"reading table {table.Name}");
        }

        public byte[] Key { get; private set; } = [];

        public byte[] Value { get; private set; } = [];

        /// <summary>The first entry at or after the key; an empty key means the first of all.</summary>
        public bool SeekFrom(ReadOnlySpan<byte> key) => key.IsEmpty ? Move(CursorFirst) : Step(CursorSetRange, key, copy: true);

        /// <summary>The last entry before the key; an empty key means the last of all.</summary>
        public bool SeekBefore(ReadOnlySpan<byte> key)
        {
            if (key.IsEmpty)
                return Move(CursorLast);
            return Step(CursorSetRange, key, copy: false) ? Move(CursorPrevious) : Move(CursorLast);
        }

        public bool Move(int operation) => Step(operation, default, copy: true);

        public void Dispose() => _snapshot._lease.Exclusive(() =>
        {
            mdb_cursor_close(_cursor);
            _cursor = 0;
        });

        private bool Step(int operation, ReadOnlySpan<byte> seek, bool copy)
        {
            using Lock.Scope scope = _snapshot._lease.Enter();
            fixed (byte* seekBytes = seek)
            {
                var key = new Val(seekBytes, (nuint)seek.Length);
                Val stored = default;
                int result = mdb_cursor_get(_cursor, ref key, ref stored, operation);
                if (result == NotFound)
                    return false;
                LmdbStore.Check(result, _snapshot._store, $"reading table {_table.Name}");
                if (copy)
                {
                    Key = key.Span.ToArray();
                    Value = StoredValue.Read(_snapshot._store, _table, Key, stored.Span);
                }
                return true;
            }
        }
    }
}
