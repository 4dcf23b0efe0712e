using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;
using Chain.State.Proofs;
using Chain.Storage.KeyValue;

namespace Chain.Storage.Stores;

/// <summary>The state at one height, unmoved by later commits; with proofs. Used by one thread at a time and disposed soon.</summary>
/// <remarks>
/// The table holds each slice of the keys as of some height at or below the newest committed one. A height above that is read through what the heights
/// from there on wrote, the newest first; a height below it through the values before that the heights in between found, the oldest first.
/// </remarks>
public sealed class StateSnapshot : IStateReader, IDisposable
{
    private readonly IKeyValueSnapshot _snapshot;
    private readonly StateSlices _slices;
    private readonly KeptVersions _kept;
    private readonly StateVersion _version;
    private readonly NewestBuckets _buckets;
    private readonly List<HashedWrites> _prepared;

    internal StateSnapshot(
        IKeyValueSnapshot snapshot, NewestBuckets buckets, StateSlices slices, KeptVersions kept, StateVersion version, List<HashedWrites> prepared)
    {
        _snapshot = snapshot;
        _buckets = buckets;
        _prepared = prepared;
        _slices = slices;
        _kept = kept;
        _version = version;
    }

    /// <summary>The height.</summary>
    public ulong Height => _version.Height;

    /// <summary>The root of the state at this height.</summary>
    public Hash256 Root => _version.Root;

    /// <inheritdoc/>
    /// <exception cref="StorageFailure">The value is damaged, or the snapshot has expired.</exception>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value) => TryGet(Hashing.Sha256(key), out value);

    /// <summary>A proof of the key's value, or of its absence, against <see cref="Root"/>.</summary>
    /// <exception cref="StorageFailure">The tree is damaged, or the snapshot has expired.</exception>
    public StateProof Prove(ReadOnlySpan<byte> key)
    {
        Hash256 keyHash = Hashing.Sha256(key);
        ReadOnlyMemory<byte>? value = TryGet(keyHash, out ReadOnlyMemory<byte> found) ? found : default(ReadOnlyMemory<byte>?);
        if (_version.Tree.TryProve(keyHash, value, _buckets, out StateProof? proof))
            return proof;
        throw new StorageFailure(StorageFault.Damaged, "state: table tree", "a bucket of the tree does not match its hash", StateStore.RestoreAdvice) { Height = Height };
    }

    /// <inheritdoc/>
    public void Dispose() => _snapshot.Dispose();

    private bool TryGet(Hash256 keyHash, out ReadOnlyMemory<byte> value)
    {
        ulong written = _slices[StateSlices.Of(keyHash)];
        foreach (HashedWrites prepared in _prepared)
        {
            if (Found(prepared, keyHash, after: true, out bool present, out value))
                return present;
        }
        for (ulong height = Math.Min(Height, _kept.Newest.Height); height > written; height--)
        {
            if (Found(_kept[height].Writes, keyHash, after: true, out bool present, out value))
                return present;
        }
        for (ulong height = Height + 1; height <= written; height++)
        {
            if (Found(_kept[height].Writes, keyHash, after: false, out bool present, out value))
                return present;
        }
        bool stored = _snapshot.TryGet(Schema.State.Flat, keyHash.Span, out byte[] bytes);
        value = bytes;
        return stored;
    }

    private static bool Found(HashedWrites writes, Hash256 keyHash, bool after, out bool present, out ReadOnlyMemory<byte> value)
    {
        value = default;
        present = false;
        int index = writes.Find(keyHash);
        if (index < 0)
            return false;
        ReadOnlyMemory<byte>? found = after ? writes[index].New : writes[index].Old;
        value = found.GetValueOrDefault();
        present = found.HasValue;
        return true;
    }
}
