namespace Chain.Types;

/// <summary>Whether a header and the parts that came for it make a block.</summary>
public enum BlockAssembly
{
    /// <summary>They do.</summary>
    Complete = 0,

    /// <summary>The bytes are not canonical.</summary>
    Undecodable,

    /// <summary>More transactions or evidence than the protocol allows.</summary>
    TooManyItems,

    /// <summary>The transactions have more bytes than the protocol allows.</summary>
    TooManyBytes,

    /// <summary>The transactions are not those that the header names, or not in its order.</summary>
    TransactionsRootWrong,

    /// <summary>The evidence is not what the header names.</summary>
    EvidenceRootWrong,

    /// <summary>The last commit is not the one that the header names.</summary>
    LastCommitHashWrong,
}
