using Chain.Storage.Stores;

namespace Chain.Node;

/// <summary>What a node keeps on disk beside its log: the newest state, and the history.</summary>
/// <param name="State">State by key, with proofs.</param>
/// <param name="History">Blocks, commits, receipts.</param>
public sealed record NodeStores(StateStore State, HistoryStore History);
