namespace Chain.Node.Seams;

/// <summary>What a signer signs, in the order within a round.</summary>
public enum SigningStep
{
    /// <summary>A proposal.</summary>
    Proposal = 1,

    /// <summary>A prevote.</summary>
    Prevote = 2,

    /// <summary>A precommit.</summary>
    Precommit = 3,
}
