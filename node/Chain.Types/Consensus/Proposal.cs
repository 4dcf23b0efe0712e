using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>A proposer's signed offer of a block in a round. The signature is not checked yet: see <see cref="VerifiedProposal"/>.</summary>
/// <remarks>A fresh proposal has ValidRound −1 and a header of its own round; one proposed again keeps the header of its first round.</remarks>
public sealed class Proposal
{
    /// <summary>Joins the parts.</summary>
    public Proposal(uint round, Header header, int validRound, Address proposer, Signature signature)
    {
        Round = round;
        Header = header;
        ValidRound = validRound;
        Proposer = proposer;
        Signature = signature;
        BlockId = header.ComputeId();
    }

    /// <summary>The height of the header.</summary>
    public ulong Height => Header.Height;

    /// <summary>The round of the proposal.</summary>
    public uint Round { get; }

    /// <summary>The offered block's header.</summary>
    public Header Header { get; }

    /// <summary>The header's id, computed.</summary>
    public BlockId BlockId { get; }

    /// <summary>The round of the polka that the proposer saw for this block; −1 for a fresh proposal.</summary>
    public int ValidRound { get; }

    /// <summary>The operator address of the signer: the proposer of <see cref="Round"/>.</summary>
    public Address Proposer { get; }

    /// <summary>By the proposer's consensus key.</summary>
    public Signature Signature { get; }

    /// <summary>What the proposer signs: H("chain.proposal", genesis hash, height, round, block, valid round).</summary>
    public Hash256 SigningDigest(Hash256 genesisHash) => SigningDigest(genesisHash, Height, Round, BlockId, ValidRound);

    /// <inheritdoc cref="SigningDigest(Hash256)"/>
    public static Hash256 SigningDigest(Hash256 genesisHash, ulong height, uint round, BlockId blockId, int validRound)
    {
        var writer = new WireWriter(128);
        writer.Hash(1, genesisHash);
        writer.UInt64(2, height);
        writer.UInt64(3, round);
        writer.Hash(4, blockId.Value);
        writer.UInt64(5, (ulong)(validRound + 1));
        return Hashing.Tagged(DomainTag.Proposal, writer.Written);
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(640);
        writer.UInt64(1, Round);
        writer.Bytes(2, Header.Encode());
        writer.UInt64(3, (ulong)(ValidRound + 1));
        writer.Address(4, Proposer);
        writer.Signature(5, Signature);
        return writer.ToArray();
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out Proposal? proposal)
    {
        proposal = null;
        if (bytes.Length > ProtocolLimits.ProposalBytesMax)
            return DecodeError.Size;
        var reader = new WireReader(bytes);
        uint round = reader.UInt32(1, ProtocolLimits.RoundMax);
        ReadOnlySpan<byte> headerBytes = reader.Bytes(2, ProtocolLimits.HeaderBytesMax);
        int validRound = (int)reader.UInt32(3, ProtocolLimits.RoundMax) - 1;
        Address proposer = reader.Address(4);
        Signature signature = reader.Signature(5);
        DecodeError error = reader.End();
        if (error != DecodeError.None)
            return error;
        error = Header.TryDecode(headerBytes, out Header? header);
        if (error != DecodeError.None)
            return error;
        bool roundsFit = validRound == -1 ? header!.Round == round : validRound < round && header!.Round <= validRound;
        if (!roundsFit)
            return DecodeError.Range;
        proposal = new Proposal(round, header!, validRound, proposer, signature);
        return DecodeError.None;
    }
}
