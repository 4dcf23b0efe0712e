using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Judges a block against the state after its parent (docs/spec/block.md). Nothing is executed, and nothing used only for display takes part.</summary>
public static class BlockValidator
{
    /// <summary>The first rule that the block breaks; <see cref="BlockRefusal.None"/> when it is valid. Cheap rules come first, signatures of evidence and commit last.</summary>
    /// <param name="block">The block; its roots over its own parts were checked when it was made.</param>
    /// <param name="parent">What it must follow.</param>
    /// <param name="parentState">The state after the parent.</param>
    /// <param name="transactions">The block's transactions, verified, in its order.</param>
    /// <param name="rules">The chain.</param>
    /// <exception cref="InvariantException">The verified transactions are not the block's.</exception>
    public static BlockRefusal Check(Block block, ParentContext parent, IStateReader parentState, IReadOnlyList<VerifiedTransaction> transactions, ChainRules rules)
    {
        RequireSame(block, transactions);
        BlockRefusal refusal = CheckHeader(block.Header, parent);
        if (refusal == BlockRefusal.None)
            refusal = CheckCommitLink(block, parent);
        if (refusal == BlockRefusal.None)
            refusal = CheckTransactions(transactions, parent, parentState, rules);
        if (refusal == BlockRefusal.None)
            refusal = EvidenceCheck.CheckAll(block.Evidence, block.Header, rules, parentState);
        return refusal == BlockRefusal.None ? CheckCommitSignatures(block.LastCommit, parent, rules) : refusal;
    }

    internal static void RequireSame(Block block, IReadOnlyList<VerifiedTransaction> transactions)
    {
        Invariant.Holds(block.Transactions.Count == transactions.Count, "the verified transactions are the block's");
        for (int i = 0; i < transactions.Count; i++)
            Invariant.Holds(block.Transactions[i].Id == transactions[i].Id, "the verified transactions are the block's, in its order");
    }

    private static BlockRefusal CheckHeader(Header header, ParentContext parent)
    {
        if (header.Height != parent.NextHeight)
            return BlockRefusal.HeightWrong;
        if (header.ParentId != parent.Id)
            return BlockRefusal.ParentWrong;
        if (header.TimeMs <= parent.TimeMs)
            return BlockRefusal.TimeNotAfterParent;
        if (header.BaseFee != parent.BaseFee)
            return BlockRefusal.BaseFeeWrong;
        if (header.ValidatorsHash != parent.Validators.Hash)
            return BlockRefusal.ValidatorsHashWrong;
        if (header.NextValidatorsHash != parent.NextValidators.Hash)
            return BlockRefusal.NextValidatorsHashWrong;
        if (header.StateRoot != parent.StateRoot)
            return BlockRefusal.StateRootWrong;
        if (header.ReceiptsRoot != parent.ReceiptsRoot)
            return BlockRefusal.ReceiptsRootWrong;
        return parent.Validators.Proposer(header.Round).Operator == header.Proposer ? BlockRefusal.None : BlockRefusal.ProposerWrong;
    }

    private static BlockRefusal CheckCommitLink(Block block, ParentContext parent)
    {
        if (parent.LastValidators is null)
            return block.LastCommit is null ? BlockRefusal.None : BlockRefusal.LastCommitUnexpected;
        if (block.LastCommit is not { } commit)
            return BlockRefusal.LastCommitMissing;
        return commit.Height == parent.Height && commit.BlockId.Value == parent.Id ? BlockRefusal.None : BlockRefusal.LastCommitOfAnotherBlock;
    }

    private static BlockRefusal CheckTransactions(
        IReadOnlyList<VerifiedTransaction> transactions, ParentContext parent, IStateReader parentState, ChainRules rules)
    {
        if ((ulong)transactions.Count > rules.Parameters.BlockTransactionsMax)
            return BlockRefusal.TooManyTransactions;
        var inclusion = new Inclusion(rules, parent, parentState);
        foreach (VerifiedTransaction transaction in transactions)
        {
            BlockRefusal refusal = inclusion.TryInclude(transaction);
            if (refusal != BlockRefusal.None)
                return refusal;
        }
        return BlockRefusal.None;
    }

    private static BlockRefusal CheckCommitSignatures(Commit? commit, ParentContext parent, ChainRules rules)
    {
        if (commit is null || parent.LastValidators is null || commit.Hash == parent.VerifiedCommitHash)
            return BlockRefusal.None;
        return commit.Verify(parent.LastValidators, rules.GenesisHash) switch
        {
            CommitCheck.Valid => BlockRefusal.None,
            CommitCheck.WrongSet => BlockRefusal.LastCommitWrongSet,
            CommitCheck.SignatureWrong => BlockRefusal.LastCommitSignatureWrong,
            _ => BlockRefusal.LastCommitNoQuorum,
        };
    }
}
