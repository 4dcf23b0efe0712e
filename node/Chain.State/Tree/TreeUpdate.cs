using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.State.Tree;

/// <summary>One changed leaf: the hash of the key, and the hash of its new value or null when the key was deleted.</summary>
public readonly record struct TreeUpdate(Hash256 KeyHash, Hash256? ValueHash)
{
    /// <summary>Hashes a key and its new value.</summary>
    public static TreeUpdate Of(ReadOnlySpan<byte> key, ReadOnlyMemory<byte>? value) =>
        new(Hashing.Sha256(key), value is { } present ? Hashing.Sha256(present.Span) : null);

    /// <summary>Sorts ascending by key hash, the order that the tree wants.</summary>
    public static void Sort(Span<TreeUpdate> updates) => updates.Sort(static (x, y) => x.KeyHash.CompareTo(y.KeyHash));
}
