namespace Chain.Node.Accusing;

/// <summary>What became of a piece of evidence.</summary>
internal enum EvidenceVerdict
{
    /// <summary>It waits for a block.</summary>
    Added,

    /// <summary>Nothing new, too old, or not judged yet.</summary>
    Known,

    /// <summary>No correct node sends it.</summary>
    Bad,
}
