namespace Chain.Wallet.Outbox;

/// <summary>What the wallet knows of a transaction that it signed.</summary>
public enum OutboxState
{
    /// <summary>Written down; whether a node has it is not known.</summary>
    Signed = 1,

    /// <summary>A node took it into its pool.</summary>
    Sent,

    /// <summary>Included and executed; the receipt says how it ended.</summary>
    Final,

    /// <summary>Included, and the header that holds its receipt is decided too.</summary>
    Proven,

    /// <summary>Its expiry height passed without inclusion.</summary>
    Expired,

    /// <summary>Another transaction took its slot.</summary>
    Replaced,

    /// <summary>A node refused it. Its slot may be used again, so that at most one of the two is ever included.</summary>
    Refused,

    /// <summary>Its slot was used; by what was not asked.</summary>
    SlotUsed,
}
