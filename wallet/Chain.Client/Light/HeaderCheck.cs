namespace Chain.Client.Light;

/// <summary>What checking headers against the trusted chain found. Everything but <see cref="Valid"/> means that the node is faulty or lies.</summary>
public enum HeaderCheck
{
    /// <summary>They follow, and the last one is signed by more than two thirds.</summary>
    Valid = 0,

    /// <summary>There are none.</summary>
    Empty,

    /// <summary>A header, commit or set is not canonical.</summary>
    Undecodable,

    /// <summary>A header's height or parent is not the next one.</summary>
    NotNext,

    /// <summary>A header names another validator set than its predecessor announced.</summary>
    WrongValidators,

    /// <summary>The set announced for the next height is not the one that came, or none came.</summary>
    WrongNextValidators,

    /// <summary>A commit is missing where the members of the set change, or behind the last header.</summary>
    CommitMissing,

    /// <summary>A commit is for another block, has a wrong signature, or not more than two thirds of the power.</summary>
    CommitWrong,
}
