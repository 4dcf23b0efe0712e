using Chain.Primitives;
using Chain.State;
using Chain.State.Tree;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>The chain's state: values by the hash of the key, the authenticated tree over them, and a record of each of the last heights. One atomic commit for one or several heights.</summary>
/// <remarks>
/// The way of a block: <see cref="OpenSnapshot(StateVersion, SnapshotLife)"/> to execute it, <see cref="Prepare"/> to get the new root (any thread; nothing is written),
/// <see cref="Commit"/> to make it durable (off the driver's thread). The next block is prepared on a version that need not be committed yet.
/// A commit writes the heights' records, which are all that durability needs, and some slices of the tables (<see cref="StateSlices"/> says why).
/// </remarks>
public sealed class StateStore : IDisposable
{
    internal const string RestoreAdvice = "Restore the folder from a copy, or delete it and let the node execute the chain again from its history";

    private static readonly byte[] GenesisKey = "genesis"u8.ToArray();
    private static readonly byte[] TipKey = "tip"u8.ToArray();

    private readonly IKeyValueStore _store;
    private readonly StateStoreOptions _options;
    private readonly Lock _commitGate = new();
    private readonly DirtyBuckets _dirty = new();
    private readonly NewestBuckets _buckets;
    private StateSlices _slices;
    private volatile KeptVersions _kept;

    private StateStore(IKeyValueStore store, StateStoreOptions options, StateSlices slices, KeptVersions kept)
    {
        _store = store;
        _options = options;
        _buckets = new NewestBuckets(store);
        _slices = slices;
        _kept = kept;
    }

    /// <summary>The newest committed version.</summary>
    public StateVersion Newest => _kept.Newest;

    /// <summary>The newest committed height.</summary>
    public ulong Height => Newest.Height;

    /// <summary>The lowest height that can be read.</summary>
    public ulong LowestHeight => _kept.Lowest.Height;

    /// <summary>How large the store is.</summary>
    public StoreSize Size => _store.Size;

    /// <summary>Writes the state of height 0 into an empty store.</summary>
    /// <exception cref="StorageFailure">The store is not empty, or writing failed.</exception>
    public static StateStore Create(IKeyValueStore store, Hash256 genesisHash, StateWrites genesis, StateStoreOptions? options = null)
    {
        options ??= new StateStoreOptions();
        using (IKeyValueSnapshot snapshot = store.OpenSnapshot(SnapshotLife.Unbounded))
        {
            if (snapshot.TryGet(Schema.State.Meta, GenesisKey, out _))
                throw new StorageFailure(StorageFault.AlreadyExists, "state", "the store holds a state already", "Nothing was overwritten; move it away if it is not needed");
        }
        HashedWrites writes = HashedWrites.Of(genesis, options.Threads);
        TreeVersion tree = TreeRunner.Apply(StateTree.Empty, writes.ToTreeUpdates(options.Threads), NoBuckets.Instance, options.Threads);
        var dirty = new DirtyBuckets();
        dirty.Add(tree.Changes);
        var batch = new WriteBatch(writes.Count * 2);
        batch.Put(Schema.State.Meta, GenesisKey, genesisHash.ToArray());
        for (int i = 0; i < writes.Count; i++)
            PutFlat(batch, writes.Key(i), writes[i].New);
        for (int slice = 0; slice < StateSlices.Count; slice++)
            dirty.Write(batch, slice);
        batch.Put(Schema.State.Meta, TipKey, StateSlices.All(0).ToTip(0, tree.Tree.Root));
        store.Commit(batch, sync: true);
        tree.Changes.Unpin();
        return new StateStore(store, options, StateSlices.All(0), new KeptVersions([new StateVersion(0, tree.Tree, HashedWrites.None, TreeChanges.None, default, null)]));
    }

    /// <summary>Opens the state of a chain: reads all buckets, and compares the tree's root with the one that was committed.</summary>
    /// <exception cref="StorageFailure">The store is empty, damaged, or of another chain.</exception>
    public static StateStore Open(IKeyValueStore store, Hash256 genesisHash, StateStoreOptions? options = null)
    {
        options ??= new StateStoreOptions();
        using IKeyValueSnapshot snapshot = store.OpenSnapshot(SnapshotLife.Unbounded);
        if (!snapshot.TryGet(Schema.State.Meta, GenesisKey, out byte[] genesis) || genesis.Length != Hash256.Length)
            throw new StorageFailure(StorageFault.Missing, "state", "the store holds no state", RestoreAdvice);
        if (new Hash256(genesis) != genesisHash)
            throw new StorageFailure(StorageFault.WrongChain, "state", $"the state belongs to the chain {new Hash256(genesis)}, the node runs {genesisHash}", "Use the home of this chain");
        return Load(store, snapshot, options);
    }

    /// <summary>Computes the version after a block on top of a version that is committed or prepared. Nothing is written; any thread may do it, one block after the other.</summary>
    /// <exception cref="StorageFailure">The tree is damaged.</exception>
    public StateVersion Prepare(StateVersion parent, StateWrites writes)
    {
        HashedWrites hashed = HashedWrites.Of(writes, _options.Threads);
        TreeUpdate[] updates = hashed.ToTreeUpdates(_options.Threads);
        try
        {
            TreeVersion next = TreeRunner.Apply(parent.Tree, updates, _buckets, _options.Threads);
            return new StateVersion(parent.Height + 1, next.Tree, hashed, next.Changes, parent.Root, parent);
        }
        catch (DamagedTreeException e)
        {
            throw new StorageFailure(StorageFault.Damaged, "state: table tree", e.Message.TrimEnd('.'), RestoreAdvice, e) { Height = parent.Height + 1 };
        }
    }

    /// <summary>Makes versions durable in one atomic commit: the first one's parent is the newest committed version, each other's is the one before.</summary>
    /// <exception cref="StorageFailure">It may not be durable: the node stops.</exception>
    public void Commit(params ReadOnlySpan<StateVersion> versions)
    {
        lock (_commitGate)
        {
            if (versions.IsEmpty)
                return;
            ulong height = Height;
            Hash256 root = Newest.Root;
            foreach (StateVersion version in versions)
            {
                Invariant.Holds(version.Height == ++height && version.RootBefore == root, "versions are committed in order");
                root = version.Root;
            }
            var batch = new WriteBatch(1024);
            foreach (StateVersion version in versions)
            {
                batch.Put(Schema.State.Heights, HistoryKeys.Height(version.Height), HeightRecord.Encode(version.RootBefore, version.Writes));
                _dirty.Add(version.Changes);
            }
            KeptVersions all = _kept.Append(versions, 0);
            bool whole = _dirty.SpansSlices || all.Newest.Tree.Count < _options.SlicedFromKeys;
            int[] due = _slices.Oldest(whole ? StateSlices.Count : _options.SlicesPerCommit);
            foreach (int slice in due)
                WriteSlice(batch, slice, all);
            StateSlices slices = _slices.With(due, height);
            DropRecords(batch, height, versions.Length, slices);
            batch.Put(Schema.State.Meta, TipKey, slices.ToTip(height, root));
            _store.Commit(batch, sync: true);

            _kept = _kept.Append(versions, KeepFrom(height, slices));
            _slices = slices;
            foreach (int slice in due)
                _dirty.Clear(slice).Unpin();
            foreach (StateVersion version in versions)
                version.ForgetParent();
        }
    }

    /// <summary>The state at a committed height, for readers; null when the height is not among those kept.</summary>
    /// <exception cref="StorageFailure">Too many snapshots are open.</exception>
    public StateSnapshot? OpenSnapshot(ulong height, SnapshotLife life = SnapshotLife.Bounded)
    {
        IKeyValueSnapshot snapshot = OpenConsistent(life, out StateSlices slices, out KeptVersions kept, out ulong tip);
        if (height <= tip && kept.Contains(height))
            return new StateSnapshot(snapshot, _buckets, slices, kept, kept[height], []);
        snapshot.Dispose();
        return null;
    }

    /// <summary>The state after a version that is committed or prepared, for executing the next block.</summary>
    /// <exception cref="StorageFailure">Too many snapshots are open.</exception>
    public StateSnapshot OpenSnapshot(StateVersion version, SnapshotLife life = SnapshotLife.Unbounded)
    {
        IKeyValueSnapshot snapshot = OpenConsistent(life, out StateSlices slices, out KeptVersions kept, out _);
        if (!TryCollectPrepared(version, kept, out List<HashedWrites> prepared))
        {
            // A commit took versions out of the chain of prepared ones in between: once it is done they are among the kept ones.
            snapshot.Dispose();
            lock (_commitGate)
            {
                snapshot = OpenConsistent(life, out slices, out kept, out _);
                Invariant.Holds(TryCollectPrepared(version, kept, out prepared), "a prepared version stands on the newest committed one");
            }
        }
        Invariant.Holds(version.Height >= kept.Lowest.Height, "a version that is read is not older than those kept");
        return new StateSnapshot(snapshot, _buckets, slices, kept, version, prepared);
    }

    /// <summary>Goes back to an older height, in one atomic commit. Versions prepared before are void.</summary>
    /// <exception cref="StorageFailure">The height cannot be reached.</exception>
    public void Rollback(ulong height)
    {
        lock (_commitGate)
        {
            if (height >= Height)
                return;
            using IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded);
            SortedDictionary<ulong, HeightRow> rows = StateLoader.ReadRows(snapshot, Math.Min(height, _slices.Lowest));
            KeptVersions versions = StateLoader.ReadVersions(_buckets, Height, Newest.Tree, rows, height);
            if (versions.Lowest.Height != height)
                throw new StorageFailure(StorageFault.Missing, "state: table heights", $"height {height} cannot be reached: the state can be undone to height {versions.Lowest.Height}", "Set the home up again and let the node execute the chain") { Height = height };
            var batch = new WriteBatch();
            foreach ((Hash256 key, ReadOnlyMemory<byte>? value) in ValuesAt(height, rows))
                PutFlat(batch, key, value);
            StateTree tree = Newest.Tree;
            for (ulong above = Height; above > height; above--)
            {
                TreeVersion before = tree.Apply(rows[above].Writes.ToTreeUndo(), _buckets);
                _dirty.Add(before.Changes);
                tree = before.Tree;
                batch.Delete(Schema.State.Heights, HistoryKeys.Height(above));
            }
            for (int slice = 0; slice < StateSlices.Count; slice++)
                _dirty.Write(batch, slice);
            StateSlices slices = StateSlices.All(height);
            batch.Put(Schema.State.Meta, TipKey, slices.ToTip(height, tree.Root));
            _store.Commit(batch, sync: true);
            for (int slice = 0; slice < StateSlices.Count; slice++)
                _dirty.Clear(slice);
            _slices = slices;
            _kept = StateLoader.ReadVersions(_buckets, height, tree, rows, KeepFrom(height, slices));
        }
    }

    /// <summary>Computes the root anew from all values, for <c>verify</c>: the tree that is stored is not asked. Takes seconds for millions of keys.</summary>
    public Hash256 RecomputeRoot()
    {
        using IKeyValueSnapshot snapshot = OpenConsistent(SnapshotLife.Unbounded, out StateSlices slices, out KeptVersions kept, out ulong tip);
        var leaves = new SortedDictionary<Hash256, Hash256?>();
        foreach ((byte[] key, byte[] value) in snapshot.Range(Schema.State.Flat, default, default))
            leaves[new Hash256(key)] = Primitives.Crypto.Hashing.Sha256(value);
        for (ulong height = slices.Lowest + 1; height <= tip; height++)
        {
            HashedWrites writes = kept[height].Writes;
            for (int i = 0; i < writes.Count; i++)
            {
                if (height > slices[StateSlices.Of(writes.Key(i))])
                    leaves[writes.Key(i)] = writes[i].New is { } value ? Primitives.Crypto.Hashing.Sha256(value.Span) : null;
            }
        }
        TreeUpdate[] updates = [.. leaves.Select(static leaf => new TreeUpdate(leaf.Key, leaf.Value))];
        return StateTree.Empty.Apply(updates, NoBuckets.Instance).Tree.Root;
    }

    /// <summary>Closes the store below.</summary>
    public void Dispose() => _store.Dispose();

    private static StateStore Load(IKeyValueStore store, IKeyValueSnapshot snapshot, StateStoreOptions options)
    {
        StateSlices slices = ReadTip(snapshot, out ulong height, out Hash256 root);
        ulong from = Math.Min(slices.Lowest, height - Math.Min(height, (ulong)options.HeightsKept));
        SortedDictionary<ulong, HeightRow> rows = StateLoader.ReadRows(snapshot, from);
        var buckets = new NewestBuckets(store);
        TreeVersion tree = StateLoader.ReadTree(snapshot, buckets, height, slices, rows);
        if (tree.Tree.Root != root)
            throw new StorageFailure(StorageFault.Damaged, "state", $"the tree's root is {tree.Tree.Root}, but height {height} was committed with {root}", RestoreAdvice) { Height = height };
        var loaded = new StateStore(store, options, slices, StateLoader.ReadVersions(buckets, height, tree.Tree, rows, from));
        Invariant.Holds(loaded.LowestHeight <= slices.Lowest, "the records reach as far back as the slices");
        loaded._dirty.Add(tree.Changes);
        return loaded;
    }

    private static StateSlices ReadTip(IKeyValueSnapshot snapshot, out ulong height, out Hash256 root)
    {
        height = 0;
        root = default;
        if (snapshot.TryGet(Schema.State.Meta, TipKey, out byte[] tip) && StateSlices.ReadTip(tip, out height, out root) is { } slices)
            return slices;
        throw new StorageFailure(StorageFault.Damaged, "state: table meta", "the newest height is not recorded", RestoreAdvice);
    }

    private static void PutFlat(WriteBatch batch, Hash256 key, ReadOnlyMemory<byte>? value)
    {
        if (value is { } present)
            batch.Put(Schema.State.Flat, key.ToArray(), present);
        else
            batch.Delete(Schema.State.Flat, key.ToArray());
    }

    /// <summary>The values at a height of all keys that the records know.</summary>
    private static SortedDictionary<Hash256, ReadOnlyMemory<byte>?> ValuesAt(ulong height, SortedDictionary<ulong, HeightRow> rows)
    {
        var values = new SortedDictionary<Hash256, ReadOnlyMemory<byte>?>();
        foreach ((ulong at, HeightRow row) in rows)
        {
            for (int i = 0; i < row.Writes.Count; i++)
            {
                if (at <= height)
                    values[row.Writes.Key(i)] = row.Writes[i].New;
                else
                    values.TryAdd(row.Writes.Key(i), row.Writes[i].Old);
            }
        }
        return values;
    }

    /// <summary>The writes of a version and of those below it that are not among the kept ones, the newest first.</summary>
    private static bool TryCollectPrepared(StateVersion version, KeptVersions kept, out List<HashedWrites> prepared)
    {
        prepared = [];
        ulong next = version.Height;
        for (StateVersion? at = version; at is not null && at.Height > kept.Newest.Height; at = at.Parent)
        {
            prepared.Add(at.Writes);
            next--;
        }
        return next == Math.Min(version.Height, kept.Newest.Height);
    }

    /// <summary>Opens a snapshot together with the versions that it needs.</summary>
    private IKeyValueSnapshot OpenConsistent(SnapshotLife life, out StateSlices slices, out KeptVersions kept, out ulong tip)
    {
        IKeyValueSnapshot snapshot = _store.OpenSnapshot(life);
        try
        {
            slices = ReadTip(snapshot, out tip, out _);
            kept = _kept;
            // The list is replaced just after a commit that the snapshot may have seen already; or it dropped, after one that it has not seen, what it needs.
            if (kept.Newest.Height >= tip && kept.Lowest.Height <= slices.Lowest)
                return snapshot;
            snapshot.Dispose();
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
        lock (_commitGate)
        {
            snapshot = _store.OpenSnapshot(life);
            slices = ReadTip(snapshot, out tip, out _);
            kept = _kept;
            return snapshot;
        }
    }

    /// <summary>Writes the newest value of each key of a slice that changed since the slice was written, in the order of the keys.</summary>
    private void WriteSlice(WriteBatch batch, int slice, KeptVersions all)
    {
        var values = new Dictionary<Hash256, ReadOnlyMemory<byte>?>();
        for (ulong height = _slices[slice] + 1; height <= all.Newest.Height; height++)
        {
            HashedWrites writes = all[height].Writes;
            (int from, int to) = writes.InSlice(slice);
            for (int i = from; i < to; i++)
                values[writes.Key(i)] = writes[i].New;
        }
        var keys = new Hash256[values.Count];
        values.Keys.CopyTo(keys, 0);
        Array.Sort(keys);
        foreach (Hash256 key in keys)
            PutFlat(batch, key, values[key]);
        _dirty.Write(batch, slice);
    }

    private void DropRecords(WriteBatch batch, ulong height, int added, StateSlices slices)
    {
        ulong keepFrom = Math.Min(slices.Lowest + 1, height + 1 - Math.Min(height, (ulong)_options.HeightsUndoable));
        ulong keptFrom = Math.Min(_slices.Lowest + 1, height - (ulong)added + 1 - Math.Min(height - (ulong)added, (ulong)_options.HeightsUndoable));
        for (ulong old = keptFrom; old < keepFrom; old++)
            batch.Delete(Schema.State.Heights, HistoryKeys.Height(old));
    }

    private ulong KeepFrom(ulong height, StateSlices slices) => Math.Min(slices.Lowest, height - Math.Min(height, (ulong)_options.HeightsKept));
}
