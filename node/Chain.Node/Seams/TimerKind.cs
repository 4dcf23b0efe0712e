namespace Chain.Node.Seams;

/// <summary>What timers are for.</summary>
public enum TimerKind
{
    /// <summary>Consensus waits for a proposal.</summary>
    Propose,

    /// <summary>Consensus waits for more prevotes.</summary>
    Prevote,

    /// <summary>Consensus waits for more precommits.</summary>
    Precommit,

    /// <summary>The next height may start: the interval has passed.</summary>
    StartHeight,

    /// <summary>A height starts even without transactions.</summary>
    Heartbeat,

    /// <summary>Each second: round states to peers, requests that were not answered, scores.</summary>
    Second,

    /// <summary>New transactions wait to be told to peers.</summary>
    FlushTransactions,
}
