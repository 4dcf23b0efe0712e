using Chain.Primitives;

namespace Chain.Execution;

/// <summary>What transactions of a block see of it.</summary>
internal sealed record BlockEnvironment(ChainRules Rules, ulong Height, ulong TimeMs, ulong BaseFee, Address Proposer);
