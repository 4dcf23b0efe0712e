namespace Chain.Node.Face;

/// <summary>What the pool knows of a transaction.</summary>
public enum PoolFateKind
{
    /// <summary>Nothing: never seen, or forgotten.</summary>
    Unknown,

    /// <summary>It waits in the pool.</summary>
    Pooled,

    /// <summary>It left the pool into a block.</summary>
    Included,

    /// <summary>Its expiry height passed.</summary>
    Expired,

    /// <summary>Another transaction took its slot.</summary>
    Replaced,

    /// <summary>It was refused, or thrown out later: the code says why.</summary>
    Refused,
}
