namespace Chain.Consensus;

/// <summary>The three timeouts of a round.</summary>
public enum TimeoutKind
{
    /// <summary>No acceptable proposal came: prevote nil.</summary>
    Propose = 1,

    /// <summary>Two thirds prevoted, but for different things: precommit nil.</summary>
    Prevote = 2,

    /// <summary>Two thirds precommitted, but for different things: next round.</summary>
    Precommit = 3,
}
