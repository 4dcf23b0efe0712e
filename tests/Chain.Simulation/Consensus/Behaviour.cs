namespace Chain.Simulation;

/// <summary>How a byzantine validator misbehaves; several can be mixed.</summary>
[Flags]
internal enum Behaviour
{
    None = 0,

    /// <summary>Does nothing at all.</summary>
    Silent = 1,

    /// <summary>Two complete, honest nodes with one key.</summary>
    Twin = 2,

    /// <summary>Signs different votes for different peers.</summary>
    Equivocates = 4,

    /// <summary>Offers different blocks to different peers.</summary>
    ProposesTwice = 8,

    /// <summary>Offers blocks that are invalid, or out of time.</summary>
    ProposesInvalid = 16,

    /// <summary>Prevotes whatever comes, whatever it precommitted.</summary>
    ForgetsLock = 32,

    /// <summary>Votes for rounds far ahead and behind, and for blocks that do not exist.</summary>
    Floods = 64,

    /// <summary>Offers blocks and does not hand them out.</summary>
    Withholds = 128,

    /// <summary>Answers sync requests with blocks and commits that are none.</summary>
    LiesInSync = 256,

    /// <summary>Keeps its votes back from some peers.</summary>
    SendsToSome = 512,
}
