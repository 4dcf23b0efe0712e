using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Types;

/// <summary>A proposal signed by the proposer of its round in a named validator set.</summary>
public sealed class VerifiedProposal
{
    private VerifiedProposal(Proposal proposal, Hash256 setHash)
    {
        Proposal = proposal;
        ValidatorSetHash = setHash;
    }

    /// <summary>The proposal.</summary>
    public Proposal Proposal { get; }

    /// <summary>The set it was checked against.</summary>
    public Hash256 ValidatorSetHash { get; }

    /// <summary>
    /// Checks that the signer is the proposer of the proposal's round, that the header names the proposer of the header's
    /// round, and the signature. Null when any fails. The caller bounds the round first: finding a proposer takes one step a round.
    /// </summary>
    public static VerifiedProposal? Verify(Proposal proposal, ValidatorSet validators, Hash256 genesisHash)
    {
        Validator proposer = validators.Proposer(proposal.Round);
        if (proposer.Operator != proposal.Proposer || validators.Proposer(proposal.Header.Round).Operator != proposal.Header.Proposer)
            return null;
        return Secp256k1.Verify(proposer.ConsensusKey, proposal.SigningDigest(genesisHash), proposal.Signature)
            ? new VerifiedProposal(proposal, validators.Hash)
            : null;
    }
}
