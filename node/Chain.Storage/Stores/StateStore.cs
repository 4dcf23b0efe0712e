using System.Buffers.Binary;
using Chain.Primitives;
using Chain.State;
using Chain.State.Tree;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>The chain's state: newest values by key, the authenticated tree over them, and what undoes the last heights. One atomic commit for one or several heights.</summary>
/// <remarks>
/// The way of a block: <see cref="OpenSnapshot(StateVersion, SnapshotLife)"/> to execute it, <see cref="Prepare"/> to get the new root (any thread; nothing is written),
/// <see cref="Commit"/> to make it durable (off the driver's thread). The next block is prepared on a version that need not be committed yet.
/// </remarks>
public sealed class StateStore : IDisposable
{
    internal const string RestoreAdvice = "Restore the folder from a copy, or delete it and let the node execute the chain again from its history";

    private static readonly byte[] GenesisKey = "genesis"u8.ToArray();
    private static readonly byte[] TipKey = "tip"u8.ToArray();

    private readonly IKeyValueStore _store;
    private readonly StateStoreOptions _options;
    private readonly Lock _commitGate = new();

    /// <summary>Committed versions, ascending, the newest last. Replaced as a whole, so readers need no lock.</summary>
    private volatile StateVersion[] _kept;

    private StateStore(IKeyValueStore store, StateStoreOptions options, StateVersion[] kept)
    {
        _store = store;
        _options = options;
        _kept = kept;
    }

    /// <summary>The newest committed version.</summary>
    public StateVersion Newest => _kept[^1];

    /// <summary>The newest committed height.</summary>
    public ulong Height => Newest.Height;

    /// <summary>The lowest height that can be read or rolled back to.</summary>
    public ulong LowestHeight => _kept[0].Height;

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
        var created = new StateStore(store, options, [new StateVersion(0, StateTree.Empty, StateWrites.None, TreeChanges.None, default, null)]);
        StateVersion version = created.PrepareAt(created.Newest, 0, genesis);
        var batch = new WriteBatch();
        batch.Put(Schema.State.Meta, GenesisKey, genesisHash.ToArray());
        Write(batch, version, withUndo: false);
        store.Commit(batch, sync: true);
        created._kept = [new StateVersion(0, version.Tree, StateWrites.None, TreeChanges.None, default, null)];
        version.Changes.Unpin();
        return created;
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
        (ulong height, Hash256 root) = ReadTip(snapshot);
        StateTree tree = StateTreeReader.Read(snapshot);
        if (tree.Root != root)
            throw new StorageFailure(StorageFault.Damaged, "state", $"the tree's root is {tree.Root}, but height {height} was committed with {root}", RestoreAdvice) { Height = height };
        return new StateStore(store, options, KeptVersions.Read(snapshot, height, tree, options.HeightsKept));
    }

    /// <summary>Computes the version after a block on top of a version that is committed or prepared. Nothing is written; any thread may do it, one block after the other.</summary>
    /// <exception cref="StorageFailure">The tree is damaged.</exception>
    public StateVersion Prepare(StateVersion parent, StateWrites writes) => PrepareAt(parent, parent.Height + 1, writes);

    /// <summary>Makes versions durable in one atomic commit: the first one's parent is the newest committed version, each other's is the one before.</summary>
    /// <exception cref="StorageFailure">It may not be durable: the node stops.</exception>
    public void Commit(params ReadOnlySpan<StateVersion> versions)
    {
        lock (_commitGate)
        {
            StateVersion[] kept = _kept;
            ulong height = kept[^1].Height;
            Hash256 root = kept[^1].Root;
            var batch = new WriteBatch(versions.Length * 64);
            foreach (StateVersion version in versions)
            {
                Invariant.Holds(version.Height == ++height && version.RootBefore == root, "versions are committed in order");
                root = version.Root;
                Write(batch, version, withUndo: true);
                if (height > (ulong)_options.HeightsUndoable)
                    batch.Delete(Schema.State.Undo, HeightKey(height - (ulong)_options.HeightsUndoable));
            }
            _store.Commit(batch, sync: true);
            StateVersion[] next = [.. kept, .. versions];
            int drop = Math.Max(0, next.Length - 1 - _options.HeightsKept);
            _kept = next[drop..];
            foreach (StateVersion version in versions)
                version.ForgetParent();
            foreach (StateVersion dropped in next.AsSpan(0, drop))
                dropped.Changes.Unpin();
        }
    }

    /// <summary>The state at a committed height, for readers; null when the height is not among those kept.</summary>
    /// <exception cref="StorageFailure">Too many snapshots are open.</exception>
    public StateSnapshot? OpenSnapshot(ulong height, SnapshotLife life = SnapshotLife.Bounded)
    {
        IKeyValueSnapshot snapshot = _store.OpenSnapshot(life);
        try
        {
            (ulong tip, _) = ReadTip(snapshot);
            StateVersion[] kept = KeptUpTo(tip);
            if (height > tip || height < kept[0].Height)
            {
                snapshot.Dispose();
                return null;
            }
            int first = (int)(height - kept[0].Height);
            int count = (int)(tip - height);
            var layers = new StateWrites[count];
            for (int i = 0; i < count; i++)
                layers[i] = kept[first + 1 + i].Writes;
            return new StateSnapshot(snapshot, height, kept[first].Tree, layers, undo: true);
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    /// <summary>The state after a version that is committed or prepared, for executing the next block.</summary>
    /// <exception cref="StorageFailure">Too many snapshots are open.</exception>
    public StateSnapshot OpenSnapshot(StateVersion version, SnapshotLife life = SnapshotLife.Unbounded)
    {
        IKeyValueSnapshot snapshot = _store.OpenSnapshot(life);
        try
        {
            (ulong tip, _) = ReadTip(snapshot);
            var layers = new List<StateWrites>();
            bool undo = version.Height <= tip;
            if (undo)
            {
                StateVersion[] kept = KeptUpTo(tip);
                Invariant.Holds(version.Height >= kept[0].Height, "a version that is read is not older than those kept");
                for (int i = (int)(version.Height - kept[0].Height) + 1; kept[0].Height + (ulong)i <= tip; i++)
                    layers.Add(kept[i].Writes);
            }
            for (StateVersion? above = undo ? null : version; above is not null && above.Height > tip; above = above.Parent)
                layers.Add(above.Writes);
            // A commit in between cuts the links that were to be followed; what it committed is in a newer snapshot.
            if (!undo && (ulong)layers.Count < version.Height - tip)
            {
                snapshot.Dispose();
                return OpenSnapshot(version, life);
            }
            return new StateSnapshot(snapshot, version.Height, version.Tree, [.. layers], undo);
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    /// <summary>Goes back to an older height by the undo records, in one atomic commit. Versions prepared before are void.</summary>
    /// <exception cref="StorageFailure">The height cannot be reached.</exception>
    public void Rollback(ulong height)
    {
        lock (_commitGate)
        {
            if (height >= Height)
                return;
            using IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded);
            StateVersion[] versions = KeptVersions.Read(snapshot, Height, Newest.Tree, (int)Math.Min(Height - height, int.MaxValue));
            if (versions[0].Height != height)
                throw new StorageFailure(StorageFault.Missing, "state: table undo", $"height {height} cannot be reached: the state can be undone to height {versions[0].Height}", "Set the home up again and let the node execute the chain") { Height = height };
            var batch = new WriteBatch();
            StateTree tree = Newest.Tree;
            foreach (StateVersion version in versions.Skip(1).Reverse())
            {
                StateWrites inverse = version.Writes.Invert();
                TreeVersion before = tree.Apply(inverse.ToTreeUpdates(), new SnapshotBuckets(snapshot));
                tree = before.Tree;
                WriteFlat(batch, inverse);
                WriteTree(batch, before.Changes);
                batch.Delete(Schema.State.Undo, HeightKey(version.Height));
            }
            Invariant.Holds(tree.Root == versions[0].Root, "undoing a height gives the root before it");
            batch.Put(Schema.State.Meta, TipKey, Tip(height, tree.Root));
            _store.Commit(batch, sync: true);
        }
        using IKeyValueSnapshot after = _store.OpenSnapshot(SnapshotLife.Unbounded);
        _kept = KeptVersions.Read(after, height, StateTreeReader.Read(after), _options.HeightsKept);
    }

    /// <summary>Computes the root anew from all values, for <c>verify</c>: the tree that is stored is not asked. Takes seconds for millions of keys.</summary>
    public Hash256 RecomputeRoot()
    {
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded);
        var updates = new List<TreeUpdate>();
        foreach ((byte[] key, byte[] value) in snapshot.Range(Schema.State.Flat, default, default))
            updates.Add(TreeUpdate.Of(key, value));
        TreeUpdate[] sorted = [.. updates];
        TreeUpdate.Sort(sorted);
        return StateTree.Empty.Apply(sorted, NoBuckets.Instance).Tree.Root;
    }

    /// <summary>Closes the store below.</summary>
    public void Dispose() => _store.Dispose();

    internal static byte[] HeightKey(ulong height)
    {
        byte[] key = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(key, height);
        return key;
    }

    private static (ulong Height, Hash256 Root) ReadTip(IKeyValueSnapshot snapshot)
    {
        if (!snapshot.TryGet(Schema.State.Meta, TipKey, out byte[] tip) || tip.Length != 8 + Hash256.Length)
            throw new StorageFailure(StorageFault.Damaged, "state: table meta", "the newest height is not recorded", RestoreAdvice);
        return (BinaryPrimitives.ReadUInt64BigEndian(tip), new Hash256(tip.AsSpan(8)));
    }

    private static byte[] Tip(ulong height, Hash256 root) => [.. HeightKey(height), .. root.Span];

    private static void Write(WriteBatch batch, StateVersion version, bool withUndo)
    {
        WriteFlat(batch, version.Writes);
        WriteTree(batch, version.Changes);
        if (withUndo)
            batch.Put(Schema.State.Undo, HeightKey(version.Height), UndoRecord.Encode(version.RootBefore, version.Writes));
        batch.Put(Schema.State.Meta, TipKey, Tip(version.Height, version.Root));
    }

    private static void WriteFlat(WriteBatch batch, StateWrites writes)
    {
        foreach (ref readonly StateWrite write in writes.Span)
        {
            if (write.NewValue is { } value)
                batch.Put(Schema.State.Flat, write.Key, value);
            else
                batch.Delete(Schema.State.Flat, write.Key);
        }
    }

    private static void WriteTree(WriteBatch batch, TreeChanges changes)
    {
        Span<byte> key = stackalloc byte[BitPrefix.KeyBytesMax];
        foreach (BitPrefix prefix in changes.Removed)
            batch.Delete(Schema.State.Tree, key[..prefix.Write(key)].ToArray());
        foreach (BucketWrite bucket in changes.Written)
            batch.Put(Schema.State.Tree, key[..bucket.Prefix.Write(key)].ToArray(), bucket.Data);
    }

    /// <summary>The list is replaced just after a commit that a snapshot may have seen already: then waits for it.</summary>
    private StateVersion[] KeptUpTo(ulong tip)
    {
        StateVersion[] kept = _kept;
        if (kept[^1].Height >= tip)
            return kept;
        lock (_commitGate)
            return _kept;
    }

    private StateVersion PrepareAt(StateVersion parent, ulong height, StateWrites writes)
    {
        using IKeyValueSnapshot snapshot = _store.OpenSnapshot(SnapshotLife.Unbounded);
        TreeVersion next;
        try
        {
            next = TreeRunner.Apply(parent.Tree, writes, new SnapshotBuckets(snapshot), _options.Threads);
        }
        catch (DamagedTreeException e)
        {
            throw new StorageFailure(StorageFault.Damaged, "state: table tree", e.Message.TrimEnd('.'), RestoreAdvice, e) { Height = height };
        }
        return new StateVersion(height, next.Tree, writes, next.Changes, parent.Root, parent);
    }
}
