namespace Chain.Client;

/// <summary>The ways in which asking a node can fail. The set is closed: callers switch over all of it.</summary>
public enum LedgerFailure
{
    /// <summary>No connection, or it broke: the request may or may not have arrived.</summary>
    Unreachable = 1,

    /// <summary>The node is there and says no; <see cref="LedgerException.Code"/> says why.</summary>
    Refused,

    /// <summary>The node does not have what was asked for.</summary>
    NotFound,

    /// <summary>The node serves another chain than the one expected.</summary>
    WrongChain,

    /// <summary>Time ran out: the outcome is open.</summary>
    Deadline,

    /// <summary>The answer contradicts the protocol or a proof: the node is faulty or lies.</summary>
    BadAnswer,
}
