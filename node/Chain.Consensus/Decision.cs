using Chain.Types;

namespace Chain.Consensus;

/// <summary>What a height decided, and by which round's precommits.</summary>
public sealed record Decision(BlockId BlockId, uint Round);
