using Chain.Primitives;

namespace Chain.Types;

/// <summary>A commit whose signatures were all checked, and are of more than two thirds of the power of a named validator set.</summary>
public sealed class VerifiedCommit
{
    private VerifiedCommit(Commit commit, Hash256 setHash)
    {
        Commit = commit;
        ValidatorSetHash = setHash;
    }

    /// <summary>The commit.</summary>
    public Commit Commit { get; }

    /// <summary>The set it was checked against.</summary>
    public Hash256 ValidatorSetHash { get; }

    /// <summary>Checks every signature and the quorum; null and the reason when that fails.</summary>
    public static VerifiedCommit? Verify(Commit commit, ValidatorSet validators, Hash256 genesisHash, out CommitCheck check)
    {
        check = commit.Verify(validators, genesisHash);
        return check == CommitCheck.Valid ? new VerifiedCommit(commit, validators.Hash) : null;
    }
}
