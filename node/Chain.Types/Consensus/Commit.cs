using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>Precommits of one round for one block: a signature or nothing for each member of the height's validator set, in its order.</summary>
/// <remarks>
/// The shape leaves no room for a validator twice, for votes of another block, or for a signature of an absent member. All
/// signatures are over the same digest. A commit counts only after <see cref="Verify"/>, signature by signature.
/// </remarks>
public sealed class Commit
{
    private readonly byte[] _encoded;

    private Commit(ulong height, uint round, BlockId blockId, Signature?[] signatures, byte[] encoded)
    {
        Height = height;
        Round = round;
        BlockId = blockId;
        Signatures = signatures;
        _encoded = encoded;
        Hash = Hashing.Tagged(DomainTag.Commit, encoded);
    }

    /// <summary>The decided height.</summary>
    public ulong Height { get; }

    /// <summary>The round of the precommits.</summary>
    public uint Round { get; }

    /// <summary>The decided block.</summary>
    public BlockId BlockId { get; }

    /// <summary>One entry for each member of the set, null where absent.</summary>
    public IReadOnlyList<Signature?> Signatures { get; }

    /// <summary>What the next header names.</summary>
    public Hash256 Hash { get; }

    /// <summary>Joins the parts.</summary>
    public static Commit Create(ulong height, uint round, BlockId blockId, IReadOnlyList<Signature?> signatures)
    {
        Invariant.Holds(!blockId.IsNil && height >= 1, "a commit is for a block");
        Signature?[] copy = [.. signatures];
        return new Commit(height, round, blockId, copy, Encode(height, round, blockId, copy));
    }

    /// <summary>Checks every signature against the set and the sum of power against the quorum.</summary>
    public CommitCheck Verify(ValidatorSet validators, Hash256 genesisHash)
    {
        if (Signatures.Count != validators.Members.Count)
            return CommitCheck.WrongSet;
        Hash256 digest = Vote.SigningDigest(genesisHash, VoteKind.Precommit, Height, Round, BlockId, -1);
        ulong power = 0;
        for (int i = 0; i < Signatures.Count; i++)
        {
            if (Signatures[i] is not { } signature)
                continue;
            if (!Secp256k1.Verify(validators.Members[i].ConsensusKey, digest, signature))
                return CommitCheck.SignatureWrong;
            power += validators.Members[i].Power;
        }
        return validators.IsQuorum(power) ? CommitCheck.Valid : CommitCheck.NoQuorum;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode() => [.. _encoded];

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out Commit? commit)
    {
        commit = null;
        if (bytes.Length > ProtocolLimits.CommitBytesMax)
            return DecodeError.Size;
        var reader = new WireReader(bytes);
        ulong height = reader.UInt64(1);
        uint round = reader.UInt32(2, ProtocolLimits.RoundMax);
        var blockId = new BlockId(reader.Hash(3));
        var signatures = new List<Signature?>();
        while (reader.Item(4, Signature.Length, out ReadOnlySpan<byte> item))
        {
            if (signatures.Count == ProtocolLimits.ValidatorsMax)
                return DecodeError.Size;
            Signature? signature = Signature.TryCreate(item, out Signature read) ? read : null;
            if (signature is null && !item.IsEmpty)
                return DecodeError.Size;
            signatures.Add(signature);
        }
        reader.Require(height is >= 1 and <= ProtocolLimits.HeightMax && !blockId.IsNil, DecodeError.Range);
        DecodeError error = reader.End();
        if (error == DecodeError.None)
            commit = new Commit(height, round, blockId, [.. signatures], bytes.ToArray());
        return error;
    }

    private static byte[] Encode(ulong height, uint round, BlockId blockId, Signature?[] signatures)
    {
        var writer = new WireWriter(128 + (signatures.Length * 66));
        writer.UInt64(1, height);
        writer.UInt64(2, round);
        writer.Hash(3, blockId.Value);
        foreach (Signature? signature in signatures)
            writer.Item(4, signature is { } present ? present.Span : default);
        return writer.ToArray();
    }
}
