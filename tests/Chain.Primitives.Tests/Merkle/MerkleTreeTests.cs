using Chain.Primitives.Crypto;
using Chain.Primitives.Merkle;
using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests.Merkle;

public sealed class MerkleTreeTests
{
    [Fact]
    public void No_leaves_have_the_zero_root() => Assert.True(MerkleTree.Root([]).IsZero);

    [Fact]
    public void One_leaf_is_its_own_root()
    {
        Hash256[] leaves = Leaves(1);
        Assert.Equal(leaves[0], MerkleTree.Root(leaves));
        Assert.Empty(MerkleTree.ProveInclusion(leaves, 0));
        Assert.True(MerkleProof.VerifyInclusion(leaves[0], 0, 1, [], leaves[0]));
    }

    [Fact]
    public void The_published_tree_of_eight_items_has_its_root()
    {
        // The items of RFC 6962's reference implementation; sizes 1 to 8.
        byte[][] items = [[], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Convert.FromHexString("5051525354555657"), Convert.FromHexString("606162636465666768696a6b6c6d6e6f")];
        Hash256[] leaves = [.. items.Select(i => Hashing.Leaf(i))];
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", MerkleTree.Root(leaves.AsSpan(0, 1)).ToString());
        Assert.Equal("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", MerkleTree.Root(leaves.AsSpan(0, 2)).ToString());
        Assert.Equal("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328", MerkleTree.Root(leaves).ToString());
    }

    [Fact]
    public void The_root_is_the_definition_of_the_rfc_for_all_small_sizes()
    {
        Hash256[] leaves = Leaves(130);
        for (int size = 1; size <= leaves.Length; size++)
            Assert.Equal(ByDefinition(leaves.AsSpan(0, size)), MerkleTree.Root(leaves.AsSpan(0, size)));
    }

    [Fact]
    public void Doubling_the_last_leaf_changes_the_root()
    {
        Hash256[] leaves = Leaves(5);
        Assert.NotEqual(MerkleTree.Root(leaves), MerkleTree.Root([.. leaves, leaves[4]]));
        Assert.NotEqual(MerkleTree.Root([.. leaves, leaves[4]]), MerkleTree.Root([.. leaves, leaves[4], leaves[4], leaves[4]]));
    }

    [Fact]
    public void Every_leaf_of_every_small_tree_is_proved_at_its_place_only()
    {
        Hash256[] leaves = Leaves(33);
        for (int size = 1; size <= leaves.Length; size++)
        {
            ReadOnlySpan<Hash256> list = leaves.AsSpan(0, size);
            Hash256 root = MerkleTree.Root(list);
            for (int index = 0; index < size; index++)
            {
                Hash256[] proof = MerkleTree.ProveInclusion(list, index);
                Assert.True(proof.Length <= 6);
                for (int claimed = 0; claimed <= size; claimed++)
                    Assert.Equal(claimed == index, MerkleProof.VerifyInclusion(list[index], (ulong)claimed, (ulong)size, proof, root));
                Assert.False(MerkleProof.VerifyInclusion(Hash256.Zero, (ulong)index, (ulong)size, proof, root));
                Assert.False(MerkleProof.VerifyInclusion(list[index], (ulong)index, (ulong)size, [.. proof, root], root));
                if (proof.Length > 0)
                    Assert.False(MerkleProof.VerifyInclusion(list[index], (ulong)index, (ulong)size, proof.AsSpan(1), root));
            }
        }
    }

    [Fact]
    public void Every_prefix_of_every_small_tree_is_proved_consistent()
    {
        Hash256[] leaves = Leaves(33);
        for (int newer = 1; newer <= leaves.Length; newer++)
        {
            Hash256 newerRoot = MerkleTree.Root(leaves.AsSpan(0, newer));
            for (int older = 1; older <= newer; older++)
            {
                Hash256 olderRoot = MerkleTree.Root(leaves.AsSpan(0, older));
                Hash256[] proof = MerkleTree.ProveConsistency(leaves.AsSpan(0, newer), older);
                Assert.True(MerkleProof.VerifyConsistency((ulong)older, olderRoot, (ulong)newer, newerRoot, proof), $"{older} of {newer}");
                Assert.False(MerkleProof.VerifyConsistency((ulong)older, Hash256.Zero, (ulong)newer, newerRoot, proof));
                Assert.False(MerkleProof.VerifyConsistency((ulong)older, olderRoot, (ulong)newer, Hash256.Zero, proof));
                Assert.False(MerkleProof.VerifyConsistency((ulong)older, olderRoot, (ulong)newer, newerRoot, [.. proof, newerRoot]));
            }
        }
    }

    [Fact]
    public void Extreme_sizes_are_judged_without_trouble()
    {
        Hash256 leaf = Leaves(1)[0];
        Hash256[] proof = Leaves(64);
        foreach (ulong size in (ulong[])[0, 1, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue])
        {
            foreach (ulong index in (ulong[])[0, 1, (1UL << 63) - 1, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue])
            {
                Assert.False(MerkleProof.VerifyInclusion(leaf, index, size, proof, leaf));
                Assert.False(MerkleProof.VerifyConsistency(index, leaf, size, leaf, proof));
            }
        }
    }

    [Fact]
    public void Damaged_proofs_are_refused() => Fuzz.Run(20_000, random =>
    {
        Hash256[] leaves = Leaves(1 + random.Below(40));
        int index = random.Below(leaves.Length);
        Hash256 root = MerkleTree.Root(leaves);
        Hash256[] proof = MerkleTree.ProveInclusion(leaves, index);
        byte[] bytes = [.. proof.SelectMany(h => h.ToArray())];
        byte[] damaged = Fuzz.Mutate(random, bytes);
        Hash256[] claimed = [.. damaged.Chunk(32).Where(c => c.Length == 32).Select(c => new Hash256(c))];
        Assert.Equal(claimed.SequenceEqual(proof), MerkleProof.VerifyInclusion(leaves[index], (ulong)index, (ulong)leaves.Length, claimed, root));
    });

    [Fact]
    public void A_root_of_many_leaves_allocates_nothing()
    {
        Hash256[] leaves = Leaves(1000);
        MerkleTree.Root(leaves);
        long before = GC.GetAllocatedBytesForCurrentThread();
        MerkleTree.Root(leaves);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Hash256 ByDefinition(ReadOnlySpan<Hash256> leaves)
    {
        if (leaves.Length == 1)
            return leaves[0];
        int split = 1;
        while (split * 2 < leaves.Length)
            split *= 2;
        return Hashing.Pair(ByDefinition(leaves[..split]), ByDefinition(leaves[split..]));
    }

    private static Hash256[] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => Hashing.Leaf([(byte)i, (byte)(i >> 8)]))];
}
