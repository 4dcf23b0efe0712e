using System.Collections.Immutable;

namespace Chain.Storage.KeyValue;

/// <summary>The store of the simulator: the same contract, in memory, with a crash that loses what was not synced.</summary>
public sealed class MemoryStore : IKeyValueStore
{
    private readonly Lock _gate = new();
    private readonly SnapshotRegistry _snapshots;
    private ImmutableSortedSet<Entry>[] _current;
    private ImmutableSortedSet<Entry>[] _durable;
    private long _bytes;

    /// <summary>Starts empty.</summary>
    public MemoryStore(IReadOnlyList<Table> tables, SnapshotLimits? limits = null, long bytesMax = long.MaxValue)
    {
        _snapshots = new SnapshotRegistry("memory", limits ?? SnapshotLimits.Default);
        _current = [.. tables.Select(static _ => ImmutableSortedSet.Create<Entry>(EntryOrder.Instance))];
        _durable = _current;
        BytesMax = bytesMax;
    }

    /// <summary>The most it may grow to, counting keys and values; a commit beyond it fails as on a full disk.</summary>
    public long BytesMax { get; set; }

    /// <inheritdoc/>
    public StoreSize Size => new(_bytes, BytesMax);

    /// <inheritdoc/>
    public int OpenSnapshots => _snapshots.Count;

    /// <inheritdoc/>
    public IKeyValueSnapshot OpenSnapshot(SnapshotLife life = SnapshotLife.Bounded)
    {
        lock (_gate)
            return new MemorySnapshot(_current, _snapshots.Enter(life));
    }

    /// <inheritdoc/>
    public void Commit(WriteBatch batch, bool sync)
    {
        _snapshots.EndExpired();
        lock (_gate)
        {
            ImmutableSortedSet<Entry>.Builder?[] next = new ImmutableSortedSet<Entry>.Builder?[_current.Length];
            long bytes = _bytes;
            foreach (ref readonly WriteBatch.Write write in batch.Writes)
            {
                if (write.Key.Length is < 1 or > 511)
                    throw new StorageFailure(StorageFault.TooLarge, $"memory: table {write.Table.Name}", $"a key has {write.Key.Length} bytes", "Keys have 1 to 511 bytes");
                ImmutableSortedSet<Entry>.Builder table = next[write.Table.Index] ??= _current[write.Table.Index].ToBuilder();
                var entry = new Entry(write.Key.ToArray(), write.IsDelete ? [] : write.Value.ToArray());
                if (table.TryGetValue(entry, out Entry before))
                {
                    table.Remove(before);
                    bytes -= before.Key.Length + before.Value.Length;
                }
                if (write.IsDelete)
                    continue;
                table.Add(entry);
                bytes += entry.Key.Length + entry.Value.Length;
            }
            if (bytes > BytesMax)
                throw new StorageFailure(StorageFault.Full, "memory", "the size allowed for the store is used up", "Raise the limit");
            _bytes = bytes;
            _current = [.. next.Select((table, i) => table?.ToImmutable() ?? _current[i])];
            if (sync)
                _durable = _current;
        }
    }

    /// <inheritdoc/>
    public void Sync()
    {
        lock (_gate)
            _durable = _current;
    }

    /// <summary>What a power cut does: everything since the last sync is gone, and every snapshot ends.</summary>
    public void Crash()
    {
        _snapshots.EndAll();
        lock (_gate)
        {
            _current = _durable;
            _bytes = _current.Sum(static table => table.Sum(static entry => (long)entry.Key.Length + entry.Value.Length));
        }
    }

    /// <summary>Ends every snapshot. What is stored stays, for the next node that opens it.</summary>
    public void Dispose() => _snapshots.EndAll();

    internal readonly record struct Entry(byte[] Key, byte[] Value);

    private sealed class EntryOrder : IComparer<Entry>
    {
        public static EntryOrder Instance { get; } = new();

        public int Compare(Entry x, Entry y) => x.Key.AsSpan().SequenceCompareTo(y.Key);
    }

    private sealed class MemorySnapshot(ImmutableSortedSet<Entry>[] tables, SnapshotLease lease) : IKeyValueSnapshot
    {
        public bool TryGet(Table table, ReadOnlySpan<byte> key, out byte[] value)
        {
            using Lock.Scope scope = lease.Enter();
            bool found = tables[table.Index].TryGetValue(new Entry(key.ToArray(), []), out Entry entry);
            value = found ? entry.Value.AsSpan().ToArray() : [];
            return found;
        }

        public IEnumerable<KeyValuePair<byte[], byte[]>> Range(Table table, ReadOnlyMemory<byte> from, ReadOnlyMemory<byte> to, bool backward = false)
        {
            ImmutableSortedSet<Entry> entries = tables[table.Index];
            int first = Place(entries, from);
            int end = to.IsEmpty ? entries.Count : Place(entries, to);
            for (int i = 0; i < end - first; i++)
            {
                Entry entry;
                using (lease.Enter())
                    entry = entries[backward ? end - 1 - i : first + i];
                yield return new KeyValuePair<byte[], byte[]>(entry.Key.AsSpan().ToArray(), entry.Value.AsSpan().ToArray());
            }
        }

        public long Count(Table table)
        {
            using Lock.Scope scope = lease.Enter();
            return tables[table.Index].Count;
        }

        public void Dispose() => lease.End();

        private static int Place(ImmutableSortedSet<Entry> entries, ReadOnlyMemory<byte> key)
        {
            int index = entries.IndexOf(new Entry(key.ToArray(), []));
            return index < 0 ? ~index : index;
        }
    }
}
