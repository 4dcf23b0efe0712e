using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;
using Chain.State.Proofs;
using Chain.State.Tree;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>The state at one height, unmoved by later commits; with proofs. Used by one thread at a time and disposed soon.</summary>
/// <remarks>
/// The store holds the values of the height that was committed when the snapshot was opened. An older height is read through the old values of the
/// heights after it; a height that is prepared but not committed is read through what it and those below it wrote.
/// </remarks>
public sealed class StateSnapshot : IStateReader, IDisposable
{
    private readonly IKeyValueSnapshot _snapshot;
    private readonly StateTree _tree;
    private readonly StateWrites[] _layers;
    private readonly bool _undo;

    internal StateSnapshot(IKeyValueSnapshot snapshot, ulong height, StateTree tree, StateWrites[] layers, bool undo)
    {
        _snapshot = snapshot;
        Height = height;
        _tree = tree;
        _layers = layers;
        _undo = undo;
    }

    /// <summary>The height.</summary>
    public ulong Height { get; }

    /// <summary>The root of the state at this height.</summary>
    public Hash256 Root => _tree.Root;

    /// <inheritdoc/>
    /// <exception cref="StorageFailure">The value is damaged, or the snapshot has expired.</exception>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        foreach (StateWrites layer in _layers)
        {
            if (!layer.TryFind(key, out StateWrite write))
                continue;
            ReadOnlyMemory<byte>? found = _undo ? write.OldValue : write.NewValue;
            value = found.GetValueOrDefault();
            return found.HasValue;
        }
        bool stored = _snapshot.TryGet(Schema.State.Flat, key, out byte[] bytes);
        value = bytes;
        return stored;
    }

    /// <summary>A proof of the key's value, or of its absence, against <see cref="Root"/>.</summary>
    /// <exception cref="StorageFailure">The tree is damaged, or the snapshot has expired.</exception>
    public StateProof Prove(ReadOnlySpan<byte> key)
    {
        ReadOnlyMemory<byte>? value = TryGet(key, out ReadOnlyMemory<byte> found) ? found : default(ReadOnlyMemory<byte>?);
        if (_tree.TryProve(Hashing.Sha256(key), value, new SnapshotBuckets(_snapshot), out StateProof? proof))
            return proof;
        throw new StorageFailure(StorageFault.Damaged, "state: table tree", "a bucket of the tree does not match its hash", StateStore.RestoreAdvice) { Height = Height };
    }

    /// <inheritdoc/>
    public void Dispose() => _snapshot.Dispose();
}
