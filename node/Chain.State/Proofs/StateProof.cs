using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.State.Tree;

namespace Chain.State.Proofs;

/// <summary>A proof of what a state root says about one key (docs/spec/state-tree.md): that it has a value, or that it is absent.</summary>
/// <remarks>
/// The siblings go from the root down, and their number is the depth at which the path ends; bit i of H(key) says on which side of sibling i the path
/// runs. The path ends in the key's own leaf (presence), in an empty slot, or in another leaf whose first <em>depth</em> bits are the key's: since a
/// subtree with one leaf is hashed as that leaf, no second leaf can lie there. Siblings exist for every bit, none is skipped, so the
/// depth cannot be chosen freely; a proof whose depth was independent of its siblings could place a leaf where it does not lie.
/// Byte form: field 1, each sibling (32 bytes, repeated); then field 2, the value (presence), or field 3, key hash ‖ value hash of the other leaf, or neither.
/// </remarks>
public sealed class StateProof
{
    /// <summary>A path has no more siblings than a key hash has bits.</summary>
    public const int SiblingsMax = 256;

    /// <summary>Largest value that a proof carries, in bytes.</summary>
    public const int ValueBytesMax = 1 << 20;

    /// <summary>Largest byte form.</summary>
    public const int EncodedBytesMax = (SiblingsMax * 34) + ValueBytesMax + 8;

    private readonly Hash256[] _siblings;
    private readonly ReadOnlyMemory<byte>? _value;
    private readonly TreeLeaf? _other;

    private StateProof(Hash256[] siblings, ReadOnlyMemory<byte>? value, TreeLeaf? other)
    {
        _siblings = siblings;
        _value = value;
        _other = other;
    }

    /// <summary>The hashes beside the path, from the root down.</summary>
    public IReadOnlyList<Hash256> Siblings => _siblings;

    /// <summary>The value that a proof of presence carries. Not proved until <see cref="Verify"/> has said so.</summary>
    public ReadOnlyMemory<byte>? Value => _value;

    /// <summary>The key hash of the other leaf, in a proof of absence that ends in one.</summary>
    public Hash256? OtherKeyHash => _other?.KeyHash;

    /// <summary>The value hash of the other leaf, in a proof of absence that ends in one.</summary>
    public Hash256? OtherValueHash => _other?.ValueHash;

    /// <summary>What the proof shows about the key against the root, with the value when that is <see cref="StateProofResult.Present"/>.</summary>
    public StateProofResult Verify(Hash256 root, ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        value = default;
        Hash256 keyHash = Hashing.Sha256(key);
        Hash256 hash = default;
        if (_value is { } present)
        {
            var own = new TreeLeaf(keyHash, Hashing.Sha256(present.Span));
            hash = TreeHash.Leaf(in own);
        }
        else if (_other is { } other)
        {
            if (other.KeyHash == keyHash)
                return StateProofResult.LeafIsTheKey;
            if (BitPrefix.SharedBits(other.KeyHash, keyHash) < _siblings.Length)
                return StateProofResult.LeafElsewhere;
            hash = TreeHash.Leaf(in other);
        }
        for (int depth = _siblings.Length - 1; depth >= 0; depth--)
            hash = keyHash.Bit(depth) ? TreeHash.Inner(_siblings[depth], hash) : TreeHash.Inner(hash, _siblings[depth]);
        if (hash != root)
            return StateProofResult.RootMismatch;
        value = _value.GetValueOrDefault();
        return _value.HasValue ? StateProofResult.Present : StateProofResult.Absent;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter((_siblings.Length * 34) + (_value?.Length ?? 0) + 80);
        foreach (Hash256 sibling in _siblings)
            writer.Item(1, sibling.Span);
        if (_value is { } value)
            writer.Item(2, value.Span);
        if (_other is { } other)
        {
            Span<byte> leaf = stackalloc byte[TreeLeaf.Length];
            other.KeyHash.Span.CopyTo(leaf);
            other.ValueHash.Span.CopyTo(leaf[Hash256.Length..]);
            writer.Item(3, leaf);
        }
        return writer.ToArray();
    }

    /// <summary>Reads the canonical bytes and nothing else. Copies what it keeps.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out StateProof? proof)
    {
        proof = null;
        if (bytes.Length > EncodedBytesMax)
            return DecodeError.Size;
        var reader = new WireReader(bytes);
        var siblings = new List<Hash256>();
        while (reader.Item(1, Hash256.Length, out ReadOnlySpan<byte> sibling))
        {
            if (sibling.Length != Hash256.Length || siblings.Count == SiblingsMax)
                return DecodeError.Size;
            siblings.Add(new Hash256(sibling));
        }
        ReadOnlyMemory<byte>? value = reader.Item(2, ValueBytesMax, out ReadOnlySpan<byte> present) ? present.ToArray() : default(ReadOnlyMemory<byte>?);
        TreeLeaf? other = null;
        if (reader.Item(3, TreeLeaf.Length, out ReadOnlySpan<byte> leaf))
        {
            reader.Require(leaf.Length == TreeLeaf.Length && value is null, DecodeError.Size);
            if (reader.Error == DecodeError.None)
                other = new TreeLeaf(new Hash256(leaf[..Hash256.Length]), new Hash256(leaf[Hash256.Length..]));
        }
        DecodeError error = reader.End();
        if (error == DecodeError.None)
            proof = new StateProof([.. siblings], value, other);
        return error;
    }

    internal static StateProof OfValue(List<Hash256> siblings, ReadOnlyMemory<byte> value) => new([.. siblings], value, null);

    internal static StateProof OfEmptySlot(List<Hash256> siblings) => new([.. siblings], null, null);

    internal static StateProof OfOtherLeaf(List<Hash256> siblings, Hash256 keyHash, Hash256 valueHash) => new([.. siblings], null, new TreeLeaf(keyHash, valueHash));
}
