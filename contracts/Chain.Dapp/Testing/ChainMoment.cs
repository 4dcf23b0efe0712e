using Chain.Execution;

namespace Chain.Dapp.Testing;

/// <summary>A chain as it stood after some block: nothing of it changes.</summary>
internal sealed record ChainMoment(MemoryState State, ParentContext Parent, TestReceipt Last);
