using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Consensus;

/// <summary>A proposal that the machine wants signed.</summary>
/// <param name="Round">The round of the proposal.</param>
/// <param name="Header">The header of the block.</param>
/// <param name="ValidRound">The round of the block's polka; −1 for a fresh block.</param>
public sealed record UnsignedProposal(uint Round, Header Header, int ValidRound)
{
    /// <summary>What is signed.</summary>
    public Hash256 SigningDigest(Hash256 genesisHash) =>
        Proposal.SigningDigest(genesisHash, Header.Height, Round, Header.ComputeId(), ValidRound);

    /// <summary>The proposal with its signature.</summary>
    public Proposal Sign(Address proposer, Signature signature) => new(Round, Header, ValidRound, proposer, signature);
}
