namespace Chain.Client;

/// <summary>How sure of a transaction's result the caller wants to be.</summary>
public enum WaitFor
{
    /// <summary>Decided by more than two thirds of the power, and executed by the node asked.</summary>
    Final = 1,

    /// <summary>The result itself is signed: the next header, which holds its roots, is decided.</summary>
    Proven,
}
