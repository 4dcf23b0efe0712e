namespace Chain.Node.Seams;

/// <summary>Where work runs.</summary>
public enum WorkKind
{
    /// <summary>Signature checks and other short work that scales over cores.</summary>
    Verify,

    /// <summary>Execution of a block and its tree update: ahead of signature checks.</summary>
    Execute,

    /// <summary>Commits: on the store's own thread, in order.</summary>
    Store,
}
