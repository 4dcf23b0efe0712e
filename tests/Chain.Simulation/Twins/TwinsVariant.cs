namespace Chain.Simulation;

/// <summary>What becomes of messages between the groups of a division.</summary>
internal enum TwinsVariant
{
    /// <summary>Lost until all is connected.</summary>
    Lost,

    /// <summary>Delivered in the next round, where that round's division allows it.</summary>
    Late,

    /// <summary>Lost; two rounds instead of three, and precommits have a division of their own.</summary>
    PerStep,
}
