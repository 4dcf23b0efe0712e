namespace Chain.Types;

/// <summary>What checking a commit against a validator set found.</summary>
public enum CommitCheck
{
    /// <summary>More than two thirds of the power signed, and every signature is right.</summary>
    Valid = 0,

    /// <summary>It has another number of entries than the set has members.</summary>
    WrongSet,

    /// <summary>A signature does not verify.</summary>
    SignatureWrong,

    /// <summary>The signers' power is not more than two thirds.</summary>
    NoQuorum,
}
