using Chain.Contracts;
using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Executes a valid block on the state after its parent (docs/spec/execution.md). The result depends on nothing else.</summary>
public static class BlockExecutor
{
    /// <summary>Executes a block.</summary>
    /// <param name="block">A block that <see cref="BlockValidator"/> found valid.</param>
    /// <param name="transactions">Its transactions, verified.</param>
    /// <param name="parentState">The state after its parent; only read.</param>
    /// <param name="rules">The chain.</param>
    /// <param name="runtime">What runs contracts, kept by the caller so that compiled code is: one for each thread. Results never depend on it; without one a new one is made when a contract runs.</param>
    /// <exception cref="InvariantException">The state is not the one after the block's parent, or the transactions are not the block's.</exception>
    public static BlockResult Execute(
        Block block, IReadOnlyList<VerifiedTransaction> transactions, IStateReader parentState, ChainRules rules, ContractRuntime? runtime = null)
    {
        BlockValidator.RequireSame(block, transactions);
        Header header = block.Header;
        var state = new ExecutionState(parentState, header.ParentId, transactions.Count);
        Invariant.Holds(state.Chain.Height + 1 == header.Height && state.Chain.BaseFee == header.BaseFee, "a block is executed on the state after its parent");
        var environment = new BlockEnvironment(rules, header.Height, header.TimeMs, header.BaseFee, header.Proposer);
        ValidatorSet current = state.Overlay.ReadValidatorSet(header.Height);
        ValidatorSet next = state.Overlay.ReadValidatorSet(header.Height + 1);

        var totals = new BlockTotals(transactions.Count);
        ExecuteTransactions(transactions, new TransactionExecution(state, environment, runtime), totals);
        ValidatorSet afterNext = End(block, state, environment, next, totals);
        ulong nextBaseFee = FeeMath.NextBaseFee(header.BaseFee, totals.GasLimits, rules.Parameters.BlockGasMax, rules.Parameters.BaseFeeMin);
        state.Write.Chain(state.Chain with
        {
            Height = header.Height,
            TimeMs = header.TimeMs,
            BaseFee = nextBaseFee,
            Burned = state.Chain.Burned + totals.Burned,
        });
        return new BlockResult
        {
            Height = header.Height,
            Writes = state.Overlay.ToWrites(),
            Receipts = totals.Receipts,
            ReceiptsRoot = Receipt.Root(totals.Receipts),
            EventContracts = totals.EventContracts,
            Faults = totals.Faults,
            GasUsed = totals.GasUsed,
            GasLimits = totals.GasLimits,
            NextBaseFee = nextBaseFee,
            Burned = totals.Burned,
            Tips = totals.Tips,
            LastValidators = current,
            Validators = next,
            NextValidators = afterNext,
        };
    }

    private static void ExecuteTransactions(IReadOnlyList<VerifiedTransaction> transactions, TransactionExecution execution, BlockTotals totals)
    {
        for (int i = 0; i < transactions.Count; i++)
            totals.Add(execution.Execute(transactions[i].Transaction, (uint)i), transactions[i].Body.GasLimit);
    }

    private static ValidatorSet End(Block block, ExecutionState state, BlockEnvironment environment, ValidatorSet next, BlockTotals totals)
    {
        var events = new List<ChainEvent>();
        BlockEnd.Accuse(state, block.Evidence, environment.Height, events);
        BlockEnd.CreditTips(state, environment.Proposer, totals.Tips);
        BlockEnd.PayUnbondings(state, environment, events);
        BlockEnd.KeepTimes(state, environment);
        ValidatorSet afterNext = BlockEnd.NextValidators(state, environment, next, events);
        if (events.Count > 0)
            totals.AddBlockEnd(events);
        return afterNext;
    }
}
