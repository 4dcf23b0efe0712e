namespace Chain.Wallet.Sending;

/// <summary>How long a sender waits.</summary>
public enum WaitPolicy
{
    /// <summary>Until decided and executed by the node asked.</summary>
    Final = 1,

    /// <summary>Until the result is signed by more than two thirds as well.</summary>
    Proven,

    /// <summary>Only until a node has it.</summary>
    None,
}
