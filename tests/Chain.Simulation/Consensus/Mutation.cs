namespace Chain.Simulation;

/// <summary>Bugs that can be planted in every node, to prove that the simulator finds them.</summary>
internal enum Mutation
{
    None = 0,

    /// <summary>Two thirds are taken for a quorum; it is more than two thirds.</summary>
    QuorumAtTwoThirds,

    /// <summary>A polka for nil takes the lock away.</summary>
    UnlockOnNilPolka,

    /// <summary>The lock is not looked at when prevoting.</summary>
    IgnoreLock,

    /// <summary>Votes are sent first and durable later: signer and log say that they are before it is true.</summary>
    SendBeforePersist,

    /// <summary>Prevotes for one block are counted apart by the valid round they carry.</summary>
    PolkaByValidRound,

    /// <summary>A polka that arrives late does not become the valid block.</summary>
    NoLateValidBlock,

    /// <summary>Every round of a height has the same proposer.</summary>
    ProposerStays,
}
