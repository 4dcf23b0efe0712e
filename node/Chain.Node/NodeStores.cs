using Chain.Contracts;
using Chain.Storage.Stores;

namespace Chain.Node;

/// <summary>What a node keeps on disk beside its log: the newest state, and the history.</summary>
/// <param name="State">State by key, with proofs.</param>
/// <param name="History">Blocks, commits, receipts.</param>
/// <param name="CompiledCode">Contracts as they were compiled, which may be lost at any time; null for none.</param>
public sealed record NodeStores(StateStore State, HistoryStore History, ICompiledCodeStore? CompiledCode = null);
