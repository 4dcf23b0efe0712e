using Chain.Primitives;
using Chain.State.Tree;

namespace Chain.State.Tests;

public sealed class StateTreeTests
{
    [Fact]
    public void Empty_tree_has_the_zero_root()
    {
        Assert.Equal(Hash256.Zero, StateTree.Empty.Root);
        Assert.Equal(0, StateTree.Empty.Count);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 12)]
    [InlineData(4, 60)]
    [InlineData(5, 250)]
    public void Root_equals_the_reference_whatever_is_set_and_deleted(int seed, int shared)
    {
        var random = new Random(seed);
        var reference = new ReferenceTree();
        var store = new BucketMap();
        StateTree tree = StateTree.Empty;
        Hash256[] pool = [.. Enumerable.Range(0, 300).Select(i => Leaves.Key(random, i % 2 == 0 ? shared : 0))];
        for (int round = 0; round < 60; round++)
        {
            int share = random.Next(0, 101);
            TreeUpdate[] updates = Leaves.Sorted(Enumerable.Range(0, random.Next(0, 120)).Select(_ =>
                new TreeUpdate(pool[random.Next(pool.Length)], random.Next(100) < share ? Leaves.Value(random) : null)));
            foreach (TreeUpdate update in updates)
                reference.Set(update.KeyHash, update.ValueHash);
            TreeVersion next = tree.Apply(updates, store);
            store.Write(next.Changes);
            if (random.Next(2) == 0)
                next.Changes.Unpin();
            tree = next.Tree;
            Assert.Equal(reference.Root, tree.Root);
            Assert.Equal(reference.Count, tree.Count);
            Assert.Equal(tree.Root, store.Rebuild().Root);
        }
    }

    [Fact]
    public void Shape_follows_from_the_leaves_alone()
    {
        var random = new Random(7);
        TreeUpdate[] all = Leaves.Sorted(Enumerable.Range(0, 2000).Select(_ => new TreeUpdate(Leaves.Key(random), Leaves.Value(random))));
        var together = new BucketMap();
        together.Write(StateTree.Empty.Apply(all, together).Changes);

        var oneByOne = new BucketMap();
        StateTree tree = StateTree.Empty;
        foreach (TreeUpdate update in all.OrderBy(_ => random.Next()).Concat(Enumerable.Range(0, 500).Select(_ => new TreeUpdate(Leaves.Key(random), Leaves.Value(random)))))
        {
            TreeVersion next = tree.Apply(new[] { update }, oneByOne);
            oneByOne.Write(next.Changes);
            tree = next.Tree;
            if (all.Any(kept => kept.KeyHash == update.KeyHash))
                continue;
            next = tree.Apply(new[] { update with { ValueHash = null } }, oneByOne);
            oneByOne.Write(next.Changes);
            tree = next.Tree;
        }
        Assert.Equal(
            together.Buckets.OrderBy(static pair => pair.Key).Select(static pair => (pair.Key, Convert.ToHexString(pair.Value))),
            oneByOne.Buckets.OrderBy(static pair => pair.Key).Select(static pair => (pair.Key, Convert.ToHexString(pair.Value))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Jobs_in_any_order_give_the_same_tree_and_the_same_changes(int depth)
    {
        var random = new Random(depth);
        var store = new BucketMap();
        TreeVersion start = StateTree.Empty.Apply(Leaves.Sorted(Enumerable.Range(0, 3000).Select(_ => new TreeUpdate(Leaves.Key(random), Leaves.Value(random)))), store);
        store.Write(start.Changes);
        start.Changes.Unpin();
        TreeUpdate[] updates = Leaves.Sorted(Enumerable.Range(0, 700).Select(_ => new TreeUpdate(Leaves.Key(random), Leaves.Value(random))));
        TreeVersion alone = store.Rebuild().Apply(updates, store);

        TreeUpdatePlan plan = start.Tree.Split(updates, depth);
        Parallel.ForEach(plan.Jobs.OrderBy(_ => random.Next()).ToArray(), job => job.Run(store));
        TreeVersion divided = plan.Join(store);

        Assert.Equal(alone.Tree.Root, divided.Tree.Root);
        Assert.Equal(alone.Changes.Removed, divided.Changes.Removed);
        Assert.Equal(
            alone.Changes.Written.Select(static write => (write.Prefix, Convert.ToHexString(write.Data.Span))),
            divided.Changes.Written.Select(static write => (write.Prefix, Convert.ToHexString(write.Data.Span))));
    }

    [Fact]
    public void Divided_update_that_shrinks_to_one_bucket_removes_the_others()
    {
        var random = new Random(3);
        var store = new BucketMap();
        TreeUpdate[] all = Leaves.Sorted(Enumerable.Range(0, 200).Select(_ => new TreeUpdate(Leaves.Key(random), Leaves.Value(random))));
        TreeVersion start = StateTree.Empty.Apply(all, store);
        store.Write(start.Changes);
        start.Changes.Unpin();

        TreeUpdatePlan plan = start.Tree.Split(all[5..].Select(static update => update with { ValueHash = null }).ToArray(), 4);
        foreach (TreeJob job in plan.Jobs)
            job.Run(store);
        TreeVersion small = plan.Join(store);
        store.Write(small.Changes);

        Assert.Equal(5, small.Tree.Count);
        Assert.Equal([BitPrefix.Root], store.Buckets.Keys);
        Assert.Equal(small.Tree.Root, store.Rebuild().Root);
    }

    [Fact]
    public void Update_that_changes_nothing_returns_no_changes()
    {
        var random = new Random(9);
        var store = new BucketMap();
        TreeUpdate[] all = Leaves.Sorted(Enumerable.Range(0, 100).Select(_ => new TreeUpdate(Leaves.Key(random), Leaves.Value(random))));
        TreeVersion start = StateTree.Empty.Apply(all, store);

        TreeVersion same = start.Tree.Apply(all, store);
        TreeVersion absent = start.Tree.Apply(new[] { new TreeUpdate(Leaves.Key(random), null) }, store);

        Assert.Empty(same.Changes.Written);
        Assert.Empty(same.Changes.Removed);
        Assert.Equal(start.Tree.Root, same.Tree.Root);
        Assert.Empty(absent.Changes.Written);
        Assert.Equal(start.Tree.Root, absent.Tree.Root);
    }

    [Fact]
    public void Updates_that_do_not_ascend_break_an_invariant()
    {
        var random = new Random(1);
        var update = new TreeUpdate(Leaves.Key(random), Leaves.Value(random));
        Assert.Throws<InvariantException>(() => StateTree.Empty.Apply(new[] { update, update }, new BucketMap()));
    }

    [Fact]
    public void Changed_bucket_in_the_store_is_found_when_it_is_updated()
    {
        var random = new Random(11);
        var store = new BucketMap();
        TreeUpdate[] all = Leaves.Sorted(Enumerable.Range(0, 500).Select(_ => new TreeUpdate(Leaves.Key(random), Leaves.Value(random))));
        TreeVersion start = StateTree.Empty.Apply(all, store);
        store.Write(start.Changes);
        start.Changes.Unpin();
        foreach (byte[] data in store.Buckets.Values)
            data[^1] ^= 1;

        DamagedTreeException damage = Assert.Throws<DamagedTreeException>(() => start.Tree.Apply(new[] { all[0] with { ValueHash = Leaves.Value(random) } }, store));

        Assert.True(damage.Prefix.Covers(all[0].KeyHash));
    }

    [Fact]
    public void Missing_bucket_in_the_store_is_found_when_it_is_updated()
    {
        var random = new Random(12);
        var store = new BucketMap();
        TreeUpdate[] all = Leaves.Sorted(Enumerable.Range(0, 500).Select(_ => new TreeUpdate(Leaves.Key(random), Leaves.Value(random))));
        TreeVersion start = StateTree.Empty.Apply(all, store);
        start.Changes.Unpin();

        Assert.Throws<DamagedTreeException>(() => start.Tree.Apply(new[] { all[0] with { ValueHash = Leaves.Value(random) } }, store));
    }

    [Fact]
    public void Older_versions_stay_readable_while_the_store_holds_the_newest_only()
    {
        var random = new Random(13);
        var store = new BucketMap();
        byte[][] keys = [.. Enumerable.Range(0, 400).Select(i => BitConverter.GetBytes(i))];
        var versions = new List<(StateTree Tree, Dictionary<int, byte[]> Content)>();
        StateTree tree = StateTree.Empty;
        var content = new Dictionary<int, byte[]>();
        TreeChanges? before = null;
        for (int height = 0; height < 20; height++)
        {
            int[] touched = [.. Enumerable.Range(0, 40).Select(_ => random.Next(keys.Length)).Distinct()];
            var updates = new List<TreeUpdate>();
            foreach (int key in touched)
            {
                byte[]? value = random.Next(4) == 0 ? null : BitConverter.GetBytes(random.Next());
                if (value is null)
                    content.Remove(key);
                else
                    content[key] = value;
                updates.Add(TreeUpdate.Of(keys[key], value is null ? default(ReadOnlyMemory<byte>?) : value));
            }
            TreeVersion next = tree.Apply(Leaves.Sorted(updates), store);
            store.Write(next.Changes);
            before?.Unpin();
            before = next.Changes;
            tree = next.Tree;
            versions.Add((tree, new Dictionary<int, byte[]>(content)));
        }
        foreach ((StateTree version, Dictionary<int, byte[]> expected) in versions)
        {
            for (int key = 0; key < keys.Length; key += 7)
            {
                ReadOnlyMemory<byte>? value = expected.TryGetValue(key, out byte[]? present) ? present : default(ReadOnlyMemory<byte>?);
                Assert.True(version.TryProve(Primitives.Crypto.Hashing.Sha256(keys[key]), value, store, out Proofs.StateProof? proof));
                Assert.Equal(
                    value is null ? Proofs.StateProofResult.Absent : Proofs.StateProofResult.Present,
                    proof.Verify(version.Root, keys[key], out ReadOnlyMemory<byte> proved));
                Assert.Equal(present ?? [], proved.ToArray());
            }
        }
    }
}
