namespace Chain.Consensus;

/// <summary>How far a block is.</summary>
public enum BlockJudgement
{
    /// <summary>Asked for; not assembled or not judged yet.</summary>
    Requested = 0,

    /// <summary>Assembled, in the log, and valid.</summary>
    Valid = 1,

    /// <summary>Assembled and invalid, for good.</summary>
    Invalid = 2,
}
