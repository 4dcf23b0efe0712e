using Chain.Primitives;

namespace Chain.Types;

/// <summary>Verified prevotes of more than two thirds of the power for one block, or for nil, in one round: a polka certificate that counts whole.</summary>
public sealed class VerifiedPolka
{
    private VerifiedPolka(IReadOnlyList<VerifiedVote> prevotes, Hash256 setHash)
    {
        Prevotes = prevotes;
        ValidatorSetHash = setHash;
    }

    /// <summary>The prevotes, no voter twice; their valid rounds may differ.</summary>
    public IReadOnlyList<VerifiedVote> Prevotes { get; }

    /// <summary>The set they were checked against.</summary>
    public Hash256 ValidatorSetHash { get; }

    /// <summary>The height.</summary>
    public ulong Height => Prevotes[0].Vote.Height;

    /// <summary>The round.</summary>
    public uint Round => Prevotes[0].Vote.Round;

    /// <summary>What the prevotes are for; nil for "nothing in this round".</summary>
    public BlockId BlockId => Prevotes[0].Vote.BlockId;

    /// <summary>Joins votes that are verified already. Null when they do not agree, were checked against another set, name a voter twice, or are no quorum.</summary>
    public static VerifiedPolka? TryCreate(IReadOnlyList<VerifiedVote> prevotes, ValidatorSet validators)
    {
        if (prevotes.Count == 0 || prevotes.Count > validators.Members.Count)
            return null;
        Vote first = prevotes[0].Vote;
        var seen = new bool[validators.Members.Count];
        ulong power = 0;
        foreach (VerifiedVote verified in prevotes)
        {
            Vote vote = verified.Vote;
            if (verified.ValidatorSetHash != validators.Hash || seen[verified.ValidatorIndex])
                return null;
            if (vote.Kind != VoteKind.Prevote || vote.Height != first.Height || vote.Round != first.Round || vote.BlockId != first.BlockId)
                return null;
            seen[verified.ValidatorIndex] = true;
            power += verified.Power;
        }
        return validators.IsQuorum(power) ? new VerifiedPolka(prevotes, validators.Hash) : null;
    }

    /// <summary>Verifies a certificate as it came; null when anything is wrong with it.</summary>
    public static VerifiedPolka? Verify(PolkaCertificate certificate, ValidatorSet validators, Hash256 genesisHash) =>
        certificate.Verify(validators, genesisHash) is { } prevotes ? TryCreate(prevotes, validators) : null;

    /// <summary>The certificate as it travels.</summary>
    public PolkaCertificate ToCertificate() => new(Height, Round, BlockId, [.. Prevotes.Select(static prevote => prevote.Vote)]);
}
