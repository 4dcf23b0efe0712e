namespace Chain.Node.Face;

/// <summary>What became of a submitted transaction.</summary>
public enum SubmitOutcome
{
    /// <summary>It is in the pool now.</summary>
    Pooled,

    /// <summary>It took the place of another one in the pool.</summary>
    Replaced,

    /// <summary>This very transaction was in the pool already.</summary>
    AlreadyPooled,

    /// <summary>This very transaction is in a block already.</summary>
    AlreadyIncluded,

    /// <summary>It was refused; the code says why.</summary>
    Refused,

    /// <summary>The node has too much to do; the same transaction may be sent again later.</summary>
    Busy,
}
