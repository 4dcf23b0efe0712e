namespace Chain.Storage;

/// <summary>How far each store of a home reaches when a node starts.</summary>
/// <param name="LogFirst">The lowest height of which the log holds all records.</param>
/// <param name="LogLast">The highest height of any record of the log.</param>
/// <param name="State">The newest committed height of the state.</param>
/// <param name="StateUndoable">The lowest height to which the state can be undone.</param>
/// <param name="History">The highest durable height of the history.</param>
public readonly record struct RecoveryFacts(ulong LogFirst, ulong LogLast, ulong State, ulong StateUndoable, ulong History);
