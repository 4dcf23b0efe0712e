using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State.Proofs;
using Chain.State.Tree;

namespace Chain.State.Tests;

/// <summary>A tree over numbered keys, for tests of proofs.</summary>
internal sealed class ProvenState
{
    private readonly int _count;

    public ProvenState(int count)
    {
        _count = count;
        Tree = StateTree.Empty.Apply(Leaves.Sorted(Enumerable.Range(0, count).Select(static i => TreeUpdate.Of(Key(i), Value(i)))), Store).Tree;
    }

    public StateTree Tree { get; }

    public BucketMap Store { get; } = new();

    public Hash256 Root => Tree.Root;

    public static byte[] Key(int i) => BitConverter.GetBytes(i);

    public static byte[] Value(int i) => System.Text.Encoding.UTF8.GetBytes($"value {i}");

    public StateProof Prove(byte[] key)
    {
        int i = BitConverter.ToInt32(key);
        Assert.True(Tree.TryProve(Hashing.Sha256(key), i < _count ? Value(i) : default(ReadOnlyMemory<byte>?), Store, out StateProof? proof));
        return proof;
    }
}
