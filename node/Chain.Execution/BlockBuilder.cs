using Chain.Primitives;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Joins what a proposer picked into a block.</summary>
public static class BlockBuilder
{
    /// <summary>A block after the parent. Time must be after the parent's; transactions and evidence are those that selection and <see cref="EvidenceCheck"/> allowed.</summary>
    /// <param name="parent">The parent.</param>
    /// <param name="round">The round of the proposal.</param>
    /// <param name="timeMs">The proposer's time.</param>
    /// <param name="transactions">What <see cref="BlockSelection"/> picked.</param>
    /// <param name="evidence">At most <see cref="ProtocolLimits.BlockEvidenceMax"/> pieces.</param>
    /// <param name="lastCommit">A commit of the parent; null after genesis.</param>
    public static Block Build(
        ParentContext parent, uint round, ulong timeMs, IReadOnlyList<VerifiedTransaction> transactions, IReadOnlyList<Evidence> evidence, Commit? lastCommit)
    {
        var ids = new TransactionId[transactions.Count];
        var unwrapped = new Transaction[transactions.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = transactions[i].Id;
            unwrapped[i] = transactions[i].Transaction;
        }
        var header = new Header
        {
            Height = parent.NextHeight,
            Round = round,
            TimeMs = timeMs,
            ParentId = parent.Id,
            TransactionsRoot = Block.TransactionsRoot(ids),
            EvidenceRoot = Block.EvidenceRoot(evidence),
            LastCommitHash = lastCommit is null ? default : lastCommit.Hash,
            Proposer = parent.Validators.Proposer(round).Operator,
            BaseFee = parent.BaseFee,
            ValidatorsHash = parent.Validators.Hash,
            NextValidatorsHash = parent.NextValidators.Hash,
            StateRoot = parent.StateRoot,
            ReceiptsRoot = parent.ReceiptsRoot,
        };
        BlockAssembly assembly = Block.TryCreate(header, unwrapped, evidence, lastCommit, out Block? block);
        Invariant.Holds(assembly == BlockAssembly.Complete && block is not null, "a block built of its parts is complete");
        return block;
    }
}
