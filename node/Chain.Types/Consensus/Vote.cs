using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>A vote as its validator signed it; the signature is not checked yet: see <see cref="VerifiedVote"/>.</summary>
/// <param name="Kind">Prevote or precommit.</param>
/// <param name="Height">The height, at least 1.</param>
/// <param name="Round">The round.</param>
/// <param name="BlockId">What it is for; nil for "nothing in this round".</param>
/// <param name="ValidRound">Prevotes for a block proposed again carry the round of its polka; −1 otherwise.</param>
/// <param name="Validator">The voter's operator address.</param>
/// <param name="Signature">By the consensus key, over <see cref="SigningDigest(Hash256)"/>.</param>
public sealed record Vote(VoteKind Kind, ulong Height, uint Round, BlockId BlockId, int ValidRound, Address Validator, Signature Signature)
{
    /// <summary>What the voter signs: H("chain.vote", genesis hash, kind, height, round, block, valid round). It does not name the voter: the key does.</summary>
    public Hash256 SigningDigest(Hash256 genesisHash) => SigningDigest(genesisHash, Kind, Height, Round, BlockId, ValidRound);

    /// <inheritdoc cref="SigningDigest(Hash256)"/>
    public static Hash256 SigningDigest(Hash256 genesisHash, VoteKind kind, ulong height, uint round, BlockId blockId, int validRound)
    {
        var writer = new WireWriter(128);
        writer.Hash(1, genesisHash);
        writer.UInt64(2, (ulong)kind);
        writer.UInt64(3, height);
        writer.UInt64(4, round);
        writer.OptionalHash(5, blockId.Value);
        writer.UInt64(6, (ulong)(validRound + 1));
        return Hashing.Tagged(DomainTag.Vote, writer.Written);
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(192);
        writer.UInt64(1, (ulong)Kind);
        writer.UInt64(2, Height);
        writer.UInt64(3, Round);
        writer.OptionalHash(4, BlockId.Value);
        writer.UInt64(5, (ulong)(ValidRound + 1));
        writer.Address(6, Validator);
        writer.Signature(7, Signature);
        return writer.ToArray();
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out Vote? vote)
    {
        vote = null;
        if (bytes.Length > ProtocolLimits.VoteBytesMax)
            return DecodeError.Size;
        var reader = new WireReader(bytes);
        var kind = (VoteKind)reader.UInt32(1, (uint)VoteKind.Precommit);
        ulong height = reader.UInt64(2);
        uint round = reader.UInt32(3, ProtocolLimits.RoundMax);
        var blockId = new BlockId(reader.OptionalHash(4));
        int validRound = (int)reader.UInt32(5, ProtocolLimits.RoundMax) - 1;
        Address validator = reader.Address(6);
        Signature signature = reader.Signature(7);
        reader.Require(kind is VoteKind.Prevote or VoteKind.Precommit, DecodeError.Range);
        reader.Require(height is >= 1 and <= ProtocolLimits.HeightMax, DecodeError.Range);
        reader.Require(validRound == -1 || (kind == VoteKind.Prevote && !blockId.IsNil && validRound < round), DecodeError.Range);
        DecodeError error = reader.End();
        if (error == DecodeError.None)
            vote = new Vote(kind, height, round, blockId, validRound, validator, signature);
        return error;
    }
}
