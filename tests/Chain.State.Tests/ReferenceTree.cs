using System.Security.Cryptography;
using Chain.Primitives;

namespace Chain.State.Tests;

/// <summary>The tree's definition, written down a second time in the simplest way: all leaves in a sorted map, every hash from scratch.</summary>
internal sealed class ReferenceTree
{
    private readonly SortedDictionary<Hash256, Hash256> _leaves = [];

    public int Count => _leaves.Count;

    public Hash256 Root => new(Hash([.. _leaves], 0));

    public void Set(Hash256 keyHash, Hash256? valueHash)
    {
        if (valueHash is { } value)
            _leaves[keyHash] = value;
        else
            _leaves.Remove(keyHash);
    }

    private static byte[] Hash(List<KeyValuePair<Hash256, Hash256>> leaves, int depth)
    {
        if (leaves.Count == 0)
            return new byte[32];
        if (leaves.Count == 1)
            return SHA256.HashData([0, .. leaves[0].Key.Span, .. leaves[0].Value.Span]);
        byte[] left = Hash([.. leaves.Where(leaf => !leaf.Key.Bit(depth))], depth + 1);
        byte[] right = Hash([.. leaves.Where(leaf => leaf.Key.Bit(depth))], depth + 1);
        return SHA256.HashData([1, .. left, .. right]);
    }
}
