namespace Chain.Mempool;

/// <summary>What became of a transaction that the pool has seen.</summary>
public enum FateKind
{
    /// <summary>The pool has never seen it, or has forgotten it.</summary>
    Unknown = 0,

    /// <summary>It waits in the pool.</summary>
    Pooled,

    /// <summary>It left the pool into a block.</summary>
    Included,

    /// <summary>Its expiry height passed.</summary>
    Expired,

    /// <summary>Another transaction took its slot.</summary>
    Replaced,

    /// <summary>It was refused, or thrown out later.</summary>
    Refused,
}
