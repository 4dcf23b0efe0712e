using Chain.Types;

namespace Chain.Node.Proposing;

/// <summary>A block that this node proposes, with its transactions as verified.</summary>
internal sealed record BuiltBlock(Block Block, IReadOnlyList<VerifiedTransaction> Transactions);
