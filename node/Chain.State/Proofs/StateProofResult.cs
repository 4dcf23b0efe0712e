namespace Chain.State.Proofs;

/// <summary>What came of checking a proof. Everything but the first two refuses it.</summary>
public enum StateProofResult
{
    /// <summary>The root commits to this value at this key.</summary>
    Present = 0,

    /// <summary>The root commits to the absence of this key.</summary>
    Absent,

    /// <summary>The hashes do not lead to the root: another key, another value, another state, or a changed proof.</summary>
    RootMismatch,

    /// <summary>The leaf that should show the key's absence does not lie on the key's path.</summary>
    LeafElsewhere,

    /// <summary>The leaf that should show the key's absence is the key's own.</summary>
    LeafIsTheKey,
}
