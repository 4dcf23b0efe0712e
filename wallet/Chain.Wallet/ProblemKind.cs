namespace Chain.Wallet;

/// <summary>What sort of thing went wrong. The numbers are the exit codes that every command line of the project uses.</summary>
public enum ProblemKind
{
    /// <summary>A defect of this program.</summary>
    Unexpected = 1,

    /// <summary>The request cannot be carried out as it was written.</summary>
    Usage = 2,

    /// <summary>What was named does not exist.</summary>
    NotFound = 3,

    /// <summary>The node cannot be reached, or is not ready.</summary>
    Unreachable = 4,

    /// <summary>The node refused it, or it can no longer be included.</summary>
    Refused = 5,

    /// <summary>Included in a block, and failed there.</summary>
    FailedOnChain = 6,

    /// <summary>A wrong password, or a key that is missing or damaged.</summary>
    Key = 7,

    /// <summary>The user declined, or could not be asked.</summary>
    Declined = 8,

    /// <summary>Time ran out while the outcome is open.</summary>
    TimedOut = 9,

    /// <summary>The node serves another chain than the one that is meant.</summary>
    WrongChain = 10,

    /// <summary>The user interrupted.</summary>
    Interrupted = 130,
}
