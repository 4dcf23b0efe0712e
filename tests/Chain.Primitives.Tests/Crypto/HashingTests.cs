using System.Text.Json;
using Chain.Primitives.Crypto;
using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests.Crypto;

public sealed class HashingTests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Known_messages_have_their_published_digests(string message, string digest) =>
        Assert.Equal(digest, Hashing.Sha256(System.Text.Encoding.ASCII.GetBytes(message)).ToString());

    [Fact]
    public void The_public_vectors_agree()
    {
        using JsonDocument? file = Vectors.Load("hashes/sha2_sha3.json");
        if (file is null)
            return;
        foreach (JsonElement vector in file.RootElement.GetProperty("vectors").EnumerateArray())
            Assert.Equal(vector.Text("sha256"), Hashing.Sha256(vector.Hex("msg")).ToString());
        byte[] million = new byte[1_000_000];
        million.AsSpan().Fill((byte)'a');
        Assert.Equal(file.RootElement.Text("million_a_sha256"), Hashing.Sha256(million).ToString());
    }

    [Fact]
    public void The_native_path_is_taken_where_the_tests_run() => Assert.True(Hashing.IsNative);

    [Fact]
    public void Both_paths_agree_at_every_length_around_the_block_and_transition_boundaries()
    {
        byte[] bytes = new FuzzRandom(1).Bytes(4200);
        foreach (int length in Enumerable.Range(0, 300).Concat(Enumerable.Range(4090, 20)))
        {
            ReadOnlySpan<byte> message = bytes.AsSpan(0, length);
            Assert.Equal(PortableSha256.Hash(message), NativeSha256.Hash(message));
            Assert.Equal(PortableSha256.Hash(message), NativeSha256.Hash(message[..(length / 3)], message[(length / 3)..]));
            Assert.Equal(PortableSha256.Hash(message), PortableSha256.Hash(message[..(length / 2)], message[(length / 2)..]));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pieces_hash_like_the_whole(bool native) => Fuzz.Run(500, random =>
    {
        byte[] message = random.Bytes(random.Below(10_000));
        var hash = new IncrementalSha256(native);
        for (int at = 0; at < message.Length;)
        {
            int length = random.Below(Math.Min(message.Length - at, 5000) + 1);
            hash.Append(message.AsSpan(at, length));
            at += length;
        }
        Assert.Equal(PortableSha256.Hash(message), hash.Finish());
    });

    [Fact]
    public void A_finished_digest_takes_no_more_bytes()
    {
        Assert.Throws<InvariantException>(static () =>
        {
            var hash = new IncrementalSha256();
            hash.Finish();
            hash.Append([1]);
        });
        Assert.Throws<InvariantException>(static () =>
        {
            var hash = new IncrementalSha256();
            hash.Finish();
            hash.Finish();
        });
    }

    [Fact]
    public void A_tagged_hash_is_the_hash_of_length_tag_and_bytes()
    {
        byte[] message = [5, .. "chain.vote"u8, 1, 2, 3];
        message[0] = 10;
        Assert.Equal(Hashing.Sha256(message), Hashing.Tagged(DomainTag.Vote, [1, 2, 3]));
        var pieces = new IncrementalSha256(DomainTag.Vote);
        pieces.Append([1, 2]);
        pieces.Append([3]);
        Assert.Equal(Hashing.Sha256(message), pieces.Finish());
    }

    [Fact]
    public void A_leaf_and_a_pair_carry_their_prefixes()
    {
        var left = new Hash256(new FuzzRandom(1).Bytes(32));
        var right = new Hash256(new FuzzRandom(2).Bytes(32));
        Assert.Equal(Hashing.Sha256([0, 7, 8, 9]), Hashing.Leaf([7, 8, 9]));
        Assert.Equal(Hashing.Sha256([0]), Hashing.Leaf([]));
        Assert.Equal(Hashing.Sha256([1, .. left.Span, .. right.Span]), Hashing.Pair(left, right));
        Assert.NotEqual(Hashing.Pair(left, right), Hashing.Pair(right, left));
    }

    [Fact]
    public void Hashing_allocates_nothing()
    {
        byte[] message = new byte[200];
        Hash256 hash = Hashing.Pair(Hashing.Leaf(message), Hashing.Tagged(DomainTag.Vote, message));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            hash = Hashing.Pair(Hashing.Leaf(message), Hashing.Tagged(DomainTag.Vote, hash.Span));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Every_domain_tag_is_used_for_one_content_only()
    {
        string[] tags =
        [
            .. typeof(DomainTag).GetFields().Where(f => f.FieldType == typeof(DomainTag)).Select(f => ((DomainTag)f.GetValue(null)!).Text),
        ];
        Assert.NotEmpty(tags);
        Assert.Equal(tags.Length, tags.Distinct(StringComparer.Ordinal).Count());
    }
}
