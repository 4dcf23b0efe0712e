using Chain.Primitives;
using Chain.State.Tree;

namespace Chain.State.Tests;

public sealed class StoredBucketTests
{
    private static readonly Random Random = new(5);

    [Fact]
    public void TryCreate_refuses_what_is_not_whole_leaves()
    {
        Assert.False(StoredBucket.TryCreate(BitPrefix.Root, [], out _));
        Assert.False(StoredBucket.TryCreate(BitPrefix.Root, new byte[63], out _));
        Assert.False(StoredBucket.TryCreate(BitPrefix.Root, new byte[65], out _));
    }

    [Fact]
    public void TryCreate_refuses_more_leaves_than_a_bucket_holds() =>
        Assert.False(StoredBucket.TryCreate(BitPrefix.Root, Bytes([.. Enumerable.Range(0, 9).Select(_ => Leaves.Key(Random)).Order()]), out _));

    [Fact]
    public void TryCreate_refuses_leaves_out_of_order_or_twice()
    {
        Hash256[] keys = [.. Enumerable.Range(0, 4).Select(_ => Leaves.Key(Random)).Order()];
        Assert.True(StoredBucket.TryCreate(BitPrefix.Root, Bytes(keys), out _));
        Assert.False(StoredBucket.TryCreate(BitPrefix.Root, Bytes([keys[1], keys[0]]), out _));
        Assert.False(StoredBucket.TryCreate(BitPrefix.Root, Bytes([keys[1], keys[1]]), out _));
    }

    [Fact]
    public void TryCreate_refuses_a_leaf_outside_the_prefix()
    {
        Hash256 key = Leaves.Key(Random);
        var prefix = BitPrefix.Of(key, 9);
        Assert.True(StoredBucket.TryCreate(prefix, Bytes([key]), out _));
        byte[] other = key.ToArray();
        other[1] ^= 0x80;
        Assert.False(StoredBucket.TryCreate(prefix, Bytes([new Hash256(other)]), out _));
    }

    [Fact]
    public void TryFromBuckets_refuses_a_bucket_inside_another()
    {
        Hash256[] keys = [.. Enumerable.Range(0, 30).Select(_ => Leaves.Key(Random)).Order()];
        StoredBucket outer = Bucket(BitPrefix.Root, keys[..3]);
        StoredBucket inner = Bucket(BitPrefix.Of(keys[20], 1), keys[20..21]);
        Assert.False(StateTree.TryFromBuckets([outer, inner], out _));
    }

    [Fact]
    public void TryFromBuckets_refuses_a_division_where_one_bucket_would_do()
    {
        Hash256[] keys = [.. Enumerable.Range(0, 6).Select(_ => Leaves.Key(Random)).Order()];
        var left = keys.Where(static key => !key.Bit(0)).ToArray();
        var right = keys.Where(static key => key.Bit(0)).ToArray();
        Assert.False(StateTree.TryFromBuckets([Bucket(BitPrefix.Of(left[0], 1), left), Bucket(BitPrefix.Of(right[0], 1), right)], out _));
    }

    [Fact]
    public void BitPrefix_key_form_reads_back_and_nothing_else_reads()
    {
        var random = new Random(8);
        Span<byte> key = stackalloc byte[BitPrefix.KeyBytesMax];
        for (int length = 0; length <= BitPrefix.BitsMax; length++)
        {
            var prefix = BitPrefix.Of(Leaves.Key(random), length);
            int written = prefix.Write(key);
            Assert.True(BitPrefix.TryRead(key[..written], out BitPrefix read));
            Assert.Equal(prefix, read);
            Assert.False(BitPrefix.TryRead(key[..(written - 1)], out BitPrefix shorter) && shorter == prefix);
            if ((length & 7) == 0)
                continue;
            key[written - 2] |= 1;
            Assert.Equal((prefix.Bits.Span[written - 2] & 1) != 0, BitPrefix.TryRead(key[..written], out _));
        }
    }

    private static StoredBucket Bucket(BitPrefix prefix, Hash256[] keys)
    {
        Assert.True(StoredBucket.TryCreate(prefix, Bytes(keys), out StoredBucket? bucket));
        return bucket;
    }

    private static byte[] Bytes(Hash256[] keys) => [.. keys.SelectMany(static key => key.ToArray().Concat(key.ToArray()))];
}
