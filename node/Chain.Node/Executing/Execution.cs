using Chain.Execution;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Node.Executing;

/// <summary>A block that was executed, not yet stored.</summary>
/// <param name="Decided">The block with its commit.</param>
/// <param name="Refusal">Set when the block was found invalid before it was executed: then there is no result.</param>
/// <param name="Result">What it gave.</param>
/// <param name="Version">The state after it.</param>
/// <param name="DurationMs">How long it took.</param>
internal sealed record Execution(DecidedBlock Decided, BlockRefusal Refusal, BlockResult? Result, StateVersion? Version, long DurationMs)
{
    /// <exception cref="NodeHaltedException">The block is decided, and invalid here.</exception>
    public void RequireValid()
    {
        if (Refusal != BlockRefusal.None)
            throw new NodeHaltedException($"height {Decided.Height}: the decided block {Decided.Block.Id} is invalid here: {Refusal}", Decided.Commit.Encode(), Decided.Block.Encoded);
    }
}
