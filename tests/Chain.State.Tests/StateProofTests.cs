using System.Security.Cryptography;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.State.Proofs;
using Chain.State.Tree;

namespace Chain.State.Tests;

public sealed class StateProofTests
{
    private static readonly ProvenState State = new(600);

    [Fact]
    public void Every_key_is_proved_present_or_absent()
    {
        for (int i = 0; i < 1200; i++)
        {
            byte[] key = ProvenState.Key(i);
            StateProof proof = State.Prove(key);
            StateProofResult result = proof.Verify(State.Root, key, out ReadOnlyMemory<byte> value);
            Assert.Equal(i < 600 ? StateProofResult.Present : StateProofResult.Absent, result);
            Assert.Equal(i < 600 ? ProvenState.Value(i) : [], value.ToArray());
        }
    }

    [Fact]
    public void Empty_tree_proves_absence_without_siblings()
    {
        Assert.True(StateTree.Empty.TryProve(Hashing.Sha256("a"u8), null, new BucketMap(), out StateProof? proof));
        Assert.Empty(proof.Siblings);
        Assert.Equal(StateProofResult.Absent, proof.Verify(Hash256.Zero, "a"u8, out _));
        Assert.Equal(StateProofResult.RootMismatch, proof.Verify(State.Root, "a"u8, out _));
        Assert.Empty(proof.Encode());
    }

    [Fact]
    public void TryProve_refuses_a_value_that_the_tree_does_not_know()
    {
        Hash256 present = Hashing.Sha256(ProvenState.Key(1));
        Hash256 absent = Hashing.Sha256(ProvenState.Key(9999));
        Assert.False(State.Tree.TryProve(present, new byte[] { 1, 2, 3 }, State.Store, out _));
        Assert.False(State.Tree.TryProve(present, null, State.Store, out _));
        Assert.False(State.Tree.TryProve(absent, new byte[] { 1 }, State.Store, out _));
    }

    [Fact]
    public void Proof_for_one_key_proves_nothing_about_another()
    {
        for (int i = 0; i < 50; i++)
        {
            StateProof proof = State.Prove(ProvenState.Key(i));
            for (int j = 0; j < 50; j++)
            {
                if (i != j)
                    Assert.Equal(StateProofResult.RootMismatch, proof.Verify(State.Root, ProvenState.Key(j), out _));
            }
        }
    }

    [Fact]
    public void Absence_cannot_be_forged_by_another_leaf_of_the_tree()
    {
        // The classical attack on trees that skip bits: show a real leaf, with its real siblings, as what stands in the place of a key that is present.
        for (int i = 0; i < 40; i++)
        {
            byte[] victim = ProvenState.Key(i);
            for (int j = 0; j < 40; j++)
            {
                if (i == j)
                    continue;
                IReadOnlyList<Hash256> siblings = State.Prove(ProvenState.Key(j)).Siblings;
                StateProof forged = Forge(siblings, other: (Hashing.Sha256(ProvenState.Key(j)), Hashing.Sha256(ProvenState.Value(j))));
                Assert.Contains(forged.Verify(State.Root, victim, out _), new[] { StateProofResult.LeafElsewhere, StateProofResult.RootMismatch });
            }
        }
    }

    [Fact]
    public void Absence_cannot_be_forged_by_cutting_siblings_off()
    {
        for (int i = 0; i < 100; i++)
        {
            byte[] key = ProvenState.Key(i);
            IReadOnlyList<Hash256> siblings = State.Prove(key).Siblings;
            for (int kept = 0; kept <= siblings.Count; kept++)
                Assert.NotEqual(StateProofResult.Absent, Forge([.. siblings.Take(kept)]).Verify(State.Root, key, out _));
        }
    }

    [Fact]
    public void Own_leaf_does_not_show_absence()
    {
        byte[] key = ProvenState.Key(4);
        StateProof forged = Forge(State.Prove(key).Siblings, other: (Hashing.Sha256(key), Hashing.Sha256(ProvenState.Value(4))));
        Assert.Equal(StateProofResult.LeafIsTheKey, forged.Verify(State.Root, key, out _));
    }

    [Fact]
    public void Inner_node_does_not_pass_for_a_leaf()
    {
        // A leaf and an inner node hash 64 bytes behind different first bytes: the two children of an inner node shown as key hash and value hash lead elsewhere.
        for (int i = 0; i < 100; i++)
        {
            byte[] key = ProvenState.Key(i);
            IReadOnlyList<Hash256> siblings = State.Prove(key).Siblings;
            Hash256 own = new(SHA256.HashData([0, .. Hashing.Sha256(key).Span, .. Hashing.Sha256(ProvenState.Value(i)).Span]));
            bool right = Hashing.Sha256(key).Bit(siblings.Count - 1);
            (Hash256, Hash256) children = right ? (siblings[^1], own) : (own, siblings[^1]);
            StateProofResult result = Forge([.. siblings.Take(siblings.Count - 1)], other: children).Verify(State.Root, ProvenState.Key(5000 + i), out _);
            Assert.NotEqual(StateProofResult.Absent, result);
        }
    }

    [Fact]
    public void Siblings_in_another_order_or_number_prove_nothing()
    {
        for (int i = 0; i < 60; i++)
        {
            byte[] key = ProvenState.Key(i);
            Hash256[] siblings = [.. State.Prove(key).Siblings];
            Assert.Equal(StateProofResult.RootMismatch, Forge([.. siblings.Reverse()], value: ProvenState.Value(i)).Verify(State.Root, key, out _));
            Assert.Equal(StateProofResult.RootMismatch, Forge([.. siblings, Hash256.Zero], value: ProvenState.Value(i)).Verify(State.Root, key, out _));
            Assert.Equal(StateProofResult.RootMismatch, Forge(siblings[1..], value: ProvenState.Value(i)).Verify(State.Root, key, out _));
            Assert.Equal(StateProofResult.RootMismatch, Forge(siblings[..^1], value: ProvenState.Value(i)).Verify(State.Root, key, out _));
        }
    }

    [Fact]
    public void TryDecode_refuses_more_siblings_than_a_key_has_bits()
    {
        var writer = new WireWriter();
        for (int i = 0; i < 257; i++)
            writer.Item(1, Hashing.Sha256([(byte)i]).Span);
        Assert.Equal(DecodeError.Size, StateProof.TryDecode(writer.Written, out StateProof? proof));
        Assert.Null(proof);
    }

    [Fact]
    public void TryDecode_refuses_a_value_together_with_another_leaf()
    {
        var writer = new WireWriter();
        writer.Item(2, "value"u8);
        writer.Item(3, new byte[64]);
        Assert.NotEqual(DecodeError.None, StateProof.TryDecode(writer.Written, out _));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(0)]
    public void TryDecode_refuses_a_sibling_that_is_not_32_bytes(int length)
    {
        var writer = new WireWriter();
        writer.Item(1, new byte[length]);
        Assert.Equal(DecodeError.Size, StateProof.TryDecode(writer.Written, out _));
    }

    [Fact]
    public void TryDecode_refuses_trailing_bytes_and_truncation()
    {
        byte[] bytes = State.Prove(ProvenState.Key(3)).Encode();
        Assert.NotEqual(DecodeError.None, StateProof.TryDecode([.. bytes, 0], out _));
        for (int length = 1; length < bytes.Length; length++)
        {
            if (StateProof.TryDecode(bytes.AsSpan(0, length), out StateProof? cut) == DecodeError.None)
                Assert.NotEqual(StateProofResult.Present, cut!.Verify(State.Root, ProvenState.Key(3), out _));
        }
    }

    [Fact]
    public void Empty_value_is_proved_present_and_survives_encoding()
    {
        var store = new BucketMap();
        StateTree tree = StateTree.Empty.Apply(new[] { TreeUpdate.Of("k"u8, ReadOnlyMemory<byte>.Empty) }, store).Tree;
        Assert.True(tree.TryProve(Hashing.Sha256("k"u8), ReadOnlyMemory<byte>.Empty, store, out StateProof? proof));
        Assert.Equal(DecodeError.None, StateProof.TryDecode(proof.Encode(), out StateProof? read));
        Assert.Equal(StateProofResult.Present, read!.Verify(tree.Root, "k"u8, out ReadOnlyMemory<byte> value));
        Assert.True(value.IsEmpty);
    }

    [Fact]
    public void Any_flipped_bit_is_refused_by_decoder_or_verifier()
    {
        foreach (int i in new[] { 0, 17, 599, 700, 900 })
        {
            byte[] key = ProvenState.Key(i);
            byte[] bytes = State.Prove(key).Encode();
            for (int bit = 0; bit < bytes.Length * 8; bit++)
            {
                byte[] changed = [.. bytes];
                changed[bit >> 3] ^= (byte)(1 << (bit & 7));
                if (StateProof.TryDecode(changed, out StateProof? proof) != DecodeError.None)
                    continue;
                StateProofResult result = proof!.Verify(State.Root, key, out _);
                Assert.True(result is not (StateProofResult.Present or StateProofResult.Absent), $"key {i}, bit {bit}: {result}");
            }
        }
    }

    [Fact]
    public void Decoder_survives_a_hundred_thousand_mutations_and_reads_only_what_it_writes()
    {
        var random = new Random(20261120);
        byte[][] seeds = [.. Enumerable.Range(0, 40).Select(i => State.Prove(ProvenState.Key(i * 30)).Encode()), []];
        for (int execution = 0; execution < 120_000; execution++)
        {
            byte[] bytes = Mutation.Of(random, seeds);
            if (StateProof.TryDecode(bytes, out StateProof? proof) != DecodeError.None)
            {
                Assert.Null(proof);
                continue;
            }
            Assert.Equal(bytes, proof!.Encode());
            int key = random.Next(1200);
            StateProofResult result = proof.Verify(State.Root, ProvenState.Key(key), out ReadOnlyMemory<byte> value);
            if (result == StateProofResult.Present)
                Assert.True(key < 600 && value.Span.SequenceEqual(ProvenState.Value(key)));
            if (result == StateProofResult.Absent)
                Assert.True(key >= 600);
        }
    }

    private static StateProof Forge(IReadOnlyList<Hash256> siblings, byte[]? value = null, (Hash256 Key, Hash256 Value)? other = null)
    {
        var writer = new WireWriter();
        foreach (Hash256 sibling in siblings)
            writer.Item(1, sibling.Span);
        if (value is not null)
            writer.Item(2, value);
        if (other is { } leaf)
            writer.Item(3, [.. leaf.Key.Span, .. leaf.Value.Span]);
        Assert.Equal(DecodeError.None, StateProof.TryDecode(writer.Written, out StateProof? proof));
        return proof!;
    }
}
