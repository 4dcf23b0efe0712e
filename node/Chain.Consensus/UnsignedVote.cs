using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Consensus;

/// <summary>A vote that the machine wants signed.</summary>
/// <param name="Kind">Prevote or precommit.</param>
/// <param name="Height">The height.</param>
/// <param name="Round">The round.</param>
/// <param name="BlockId">The block, or nil.</param>
/// <param name="ValidRound">The round of the polka that allows the prevote; −1 when none is needed.</param>
public sealed record UnsignedVote(VoteKind Kind, ulong Height, uint Round, BlockId BlockId, int ValidRound)
{
    /// <summary>What is signed.</summary>
    public Hash256 SigningDigest(Hash256 genesisHash) => Vote.SigningDigest(genesisHash, Kind, Height, Round, BlockId, ValidRound);

    /// <summary>The vote with its signature.</summary>
    public Vote Sign(Address validator, Signature signature) => new(Kind, Height, Round, BlockId, ValidRound, validator, signature);
}
