using Chain.Execution;
using Chain.Types;

namespace Chain.Node.Executing;

/// <summary>What judging a block found.</summary>
/// <param name="Block">The assembled block; null when its parts do not make one.</param>
/// <param name="Transactions">Its transactions.</param>
/// <param name="Refusal">Why it is not valid.</param>
internal sealed record Judgement(Block? Block, IReadOnlyList<VerifiedTransaction> Transactions, BlockRefusal Refusal)
{
    public bool IsValid => Block is not null && Refusal == BlockRefusal.None;
}
