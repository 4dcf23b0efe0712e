using Chain.Execution;
using Chain.Node.Accusing;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Pooling;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Node.Proposing;

/// <summary>Builds the block that this node proposes: from the pool, best paying first, as far as the block's rules allow.</summary>
internal sealed class BlockAssembler(DriverContext context, ExecutionPipeline pipeline, PoolGate pool, EvidencePool evidence, ChainRules rules)
{
    /// <summary>A block after the tip. <paramref name="commit"/> is the parent's with late precommits, when consensus has it.</summary>
    public BuiltBlock Build(uint round, Commit? commit)
    {
        ChainTip tip = pipeline.Tip;
        ulong timeMs = Math.Max(context.NowMs, tip.Parent.TimeMs + 1);
        using StateSnapshot state = context.Stores.State.OpenSnapshot(tip.Version);
        IReadOnlyList<VerifiedTransaction> transactions = BlockSelection.Select(pool.Select(), rules, tip.Parent, state);
        IReadOnlyList<Evidence> pieces = evidence.Select(tip.NextHeight, timeMs, state);
        Commit? lastCommit = commit is not null && commit.Height == tip.Height && commit.BlockId.Value == tip.Parent.Id ? commit : tip.Commit;
        return new BuiltBlock(BlockBuilder.Build(tip.Parent, round, timeMs, transactions, pieces, lastCommit), transactions);
    }
}
