using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Types;

/// <summary>A vote whose signature was checked against a named validator set.</summary>
public sealed class VerifiedVote
{
    private VerifiedVote(Vote vote, Hash256 setHash, int index, ulong power)
    {
        Vote = vote;
        ValidatorSetHash = setHash;
        ValidatorIndex = index;
        Power = power;
    }

    /// <summary>The vote.</summary>
    public Vote Vote { get; }

    /// <summary>The set it was checked against.</summary>
    public Hash256 ValidatorSetHash { get; }

    /// <summary>The voter's place in that set.</summary>
    public int ValidatorIndex { get; }

    /// <summary>The voter's power in that set.</summary>
    public ulong Power { get; }

    /// <summary>Checks membership and signature; null when either fails.</summary>
    public static VerifiedVote? Verify(Vote vote, ValidatorSet validators, Hash256 genesisHash)
    {
        int index = validators.IndexOf(vote.Validator);
        if (index < 0)
            return null;
        Validator member = validators.Members[index];
        return Secp256k1.Verify(member.ConsensusKey, vote.SigningDigest(genesisHash), vote.Signature)
            ? new VerifiedVote(vote, validators.Hash, index, member.Power)
            : null;
    }
}
