namespace Chain.Network;

/// <summary>What the driver says of a message.</summary>
public enum PeerVerdict
{
    /// <summary>Good and new.</summary>
    Accept,

    /// <summary>Not useful, but an honest peer may send it: old, known already, too early.</summary>
    Ignore,

    /// <summary>Provably bad: no correct node sends it. The only verdict that costs.</summary>
    Reject,
}
