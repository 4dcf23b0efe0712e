namespace Chain.Storage.Signing;

/// <summary>Whether a signer may sign.</summary>
public enum SigningVerdict
{
    /// <summary>It is later than anything signed before.</summary>
    Allowed,

    /// <summary>Exactly this was signed last: the same signature may be sent again, and nothing is to be signed.</summary>
    SameAsLast,

    /// <summary>It is earlier than what was signed last.</summary>
    Regression,

    /// <summary>Something else was signed for this very height, round and step: signing would be double signing.</summary>
    Conflict,
}
